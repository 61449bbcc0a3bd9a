"""Writes optuna.json: the best values of Optuna's samplers, by seed. Requires `pip install optuna==5.0.0`.

The test functions equal the functions of SearchQuality.java; run this script again if one of them changes.
"""

import json
import math
import pathlib

import optuna

BUDGET = 80
SEEDS = 30
PI = math.pi


def branin(x, y):
    return (y - 5.1 / (4 * PI * PI) * x * x + 5 / PI * x - 6) ** 2 + 10 * (1 - 1 / (8 * PI)) * math.cos(x) + 10


def hartmann(x):
    heights = (1, 1.2, 3, 3.2)
    widths = (
        (10, 3, 17, 3.5, 1.7, 8),
        (0.05, 10, 17, 0.1, 8, 14),
        (3, 3.5, 1.7, 10, 17, 8),
        (17, 8, 0.05, 10, 0.1, 14),
    )
    centers = (
        (1312, 1696, 5569, 124, 8283, 5886),
        (2329, 4135, 8307, 3736, 1004, 9991),
        (2348, 1451, 3522, 2883, 3047, 6650),
        (4047, 8828, 8732, 5743, 1091, 381),
    )
    distances = [sum(w * (v - c * 1e-4) ** 2 for v, w, c in zip(x, *row)) for row in zip(widths, centers)]
    return -sum(height * math.exp(-distance) for height, distance in zip(heights, distances))


def ackley(x):
    squares = sum(v * v for v in x) / len(x)
    waves = sum(math.cos(2 * PI * v) for v in x) / len(x)
    return -20 * math.exp(-0.2 * math.sqrt(squares)) - math.exp(waves) + 20 + math.e


def rosenbrock(x):
    return sum(100 * (b - a * a) ** 2 + (1 - a) ** 2 for a, b in zip(x, x[1:]))


def levy(x):
    w = [1 + (v - 1) / 4 for v in x]
    middle = sum((v - 1) ** 2 * (1 + 10 * math.sin(PI * v + 1) ** 2) for v in w[:-1])
    return math.sin(PI * w[0]) ** 2 + middle + (w[-1] - 1) ** 2 * (1 + math.sin(2 * PI * w[-1]) ** 2)


def styblinski_tang(x):
    return sum(v**4 - 16 * v * v + 5 * v for v in x) / 2


def rastrigin(x):
    return sum(10 + v * v - 10 * math.cos(2 * PI * v) for v in x)


def mixed(trial):
    rate = math.log10(trial.suggest_float("learning_rate", 1e-5, 1, log=True))
    units = math.log2(trial.suggest_int("hidden_units", 16, 512, log=True) / 200)
    layers = trial.suggest_int("layers", 1, 4)
    updater = trial.suggest_categorical("updater", ("adam", "rmsprop", "sgd"))
    dropout = trial.suggest_float("dropout", 0, 0.8) if layers > 1 else 0
    cost = {"adam": 0, "rmsprop": 0.1}.get(updater)
    if cost is None:
        cost = 0.6 - 0.5 * trial.suggest_float("momentum", 0, 0.99)
    rate += 1 if updater == "sgd" else 2.5
    return rate**2 + 0.2 * units**2 + 4 * (dropout - 0.12 * layers) ** 2 + 0.1 * abs(layers - 2) + cost


def over(dimensions, low, high, value):
    return lambda trial: value([trial.suggest_float(f"x{i}", low, high) for i in range(dimensions)])


FUNCTIONS = {
    "branin": lambda trial: branin(trial.suggest_float("x0", -5, 10), trial.suggest_float("x1", 0, 15)),
    "hartmann6": over(6, 0, 1, hartmann),
    "ackley5": over(5, -10, 30, ackley),
    "rosenbrock4": over(4, -2, 2, rosenbrock),
    "levy5": over(5, -10, 10, levy),
    "styblinski_tang4": over(4, -5, 5, styblinski_tang),
    "rastrigin3": over(3, -5.12, 5.12, rastrigin),
    "mixed": mixed,
}


def best(function, sampler):
    study = optuna.create_study(sampler=sampler)
    study.optimize(function, n_trials=BUDGET)
    return study.best_value


def main():
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    samplers = {"random": optuna.samplers.RandomSampler, "tpe": optuna.samplers.TPESampler}
    values = {"version": optuna.__version__}
    for name, function in FUNCTIONS.items():
        values[name] = {
            kind: [best(function, sampler(seed=seed)) for seed in range(SEEDS)] for kind, sampler in samplers.items()
        }
        print(name, {kind: sum(found) / SEEDS for kind, found in values[name].items()}, flush=True)
    path = pathlib.Path(__file__).with_name("optuna.json")
    path.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")


main()
