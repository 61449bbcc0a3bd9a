"""Statistics that compare loss curves of two sides over seeds."""

import math
import random
import statistics

RELABELINGS = 4000


def behind(ours, theirs):
    """Returns the difference of the means in standard errors of the difference; positive is worse."""
    if len(ours) < 2 or len(theirs) < 2:
        return math.nan
    mean, square = mean_and_square_error(ours)
    other_mean, other_square = mean_and_square_error(theirs)
    return (mean - other_mean) / math.sqrt(square + other_square)


def mean_and_square_error(numbers):
    """Returns mean and squared standard error; faster than `statistics`, for many relabelings."""
    count = len(numbers)
    mean = sum(numbers) / count
    return mean, sum((each - mean) ** 2 for each in numbers) / (count - 1) / count


def behind_by_epoch(ours, theirs):
    return [behind(*epoch) for epoch in zip(zip(*ours), zip(*theirs))]


def short(table):
    """Returns the number of epochs of all combinations that are behind by more than one standard error."""
    return sum(each > 1 for epochs in table for each in epochs)


def final(table):
    """Returns the mean difference at the last epoch over combinations, in standard errors."""
    return statistics.mean(epochs[-1] for epochs in table)


def relabelings(pairs):
    """Returns the permutation distributions of `short` and `final`: the curves of each combination are
    assigned to the sides at random. The epochs of a curve stay together, because they are correlated.
    """
    generator = random.Random(1)
    for _ in range(RELABELINGS):
        table = []
        for ours, theirs in pairs:
            curves = [*ours, *theirs]
            generator.shuffle(curves)
            table.append(behind_by_epoch(curves[: len(ours)], curves[len(ours) :]))
        yield short(table), final(table)
