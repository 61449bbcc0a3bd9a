"""The PyTorch side of the parity benchmark. Reads commands from standard input, one per line, and
answers each with one line that starts with `answer`:

  version                              PyTorch's version
  text FOLDER VOCABULARY               reads the token indices of a text
  examples FOLDER VOCABULARY CLASSES   reads labeled texts
  batches FOLDER COUNT NAME=VALUE...   writes COUNT minibatches to batches.i32
  steps FOLDER NAME=VALUE...           trains from weights.f32 on batches.i32; the loss of each update
  epochs SEED COUNT NAME=VALUE...      trains from PyTorch's own initialization; the validation loss
                                       after each epoch

The files and the hyperparameters are those of ParityTraining.java. One thread.
"""

import pathlib
import sys

import numpy
import torch
from torch import nn

# DL4J's blocks are candidate, forget, output, input; PyTorch's are input, forget, candidate, output
GATES = {"lstm": [3, 1, 0, 2], "simple_rnn": [0]}
MEASURED_TOGETHER = 64
WINDOW = 16


class Network(nn.Module):
    """Embedding, recurrent layers and output layer, with dropout where Trellis has it."""

    def __init__(self, settings, vocabulary, classes):
        super().__init__()
        self.settings = settings
        self.classifies = classes > 0
        both = settings["bidirectional"] == "yes"
        size, units = int(settings["embedding_size"]), int(settings["hidden_units"])
        layers, dropout = int(settings["layers"]), float(settings["dropout"])
        self.embedding = nn.Embedding(vocabulary, size)
        kind = nn.LSTM if settings["cell"] == "lstm" else nn.RNN
        between = dropout if layers > 1 else 0
        self.recurrent = kind(size, units, layers, dropout=between, bidirectional=both)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(units * (2 if both else 1), classes or vocabulary)
        if settings["tie_embeddings"] == "yes":
            self.output.weight = self.embedding.weight

    def forward(self, tokens, lengths, state):
        """Logits and the state. `tokens` is [rows, steps]; `lengths` is None for streams."""
        embedded = self.embedding(tokens.t())
        if not self.classifies:
            hidden, state = self.recurrent(embedded, state)
            return self.output(self.dropout(hidden)).transpose(0, 1), state
        packed = nn.utils.rnn.pack_padded_sequence(self.dropout(embedded), lengths, enforce_sorted=False)
        hidden, _ = nn.utils.rnn.pad_packed_sequence(self.recurrent(packed)[0], total_length=tokens.shape[1])
        return self.output(self.dropout(self.pool(hidden, lengths))).unsqueeze(1), None

    def pool(self, hidden, lengths):
        padding = torch.arange(hidden.shape[0]).unsqueeze(1) >= lengths
        if self.settings["pooling"] == "max":
            return hidden.masked_fill(padding.unsqueeze(2), -torch.inf).max(0).values
        if self.settings["pooling"] == "mean":
            return hidden.sum(0) / lengths.unsqueeze(1)
        last = hidden[lengths - 1, torch.arange(len(lengths))]
        units = self.recurrent.hidden_size
        return torch.cat([last[:, :units], hidden[0, :, units:]], 1)

    def load(self, file):
        """Sets the parameters from DL4J's flat array. The second bias of PyTorch stays zero."""
        numbers = torch.from_numpy(numpy.fromfile(file, "<f4"))
        place = 0

        def take(*shape):
            nonlocal place
            count = int(numpy.prod(shape))
            place += count
            return numbers[place - count : place].reshape(shape)

        gates = GATES[self.settings["cell"]]
        with torch.no_grad():
            self.embedding.weight.copy_(take(*reversed(self.embedding.weight.shape)).t())
            for layer in range(self.recurrent.num_layers):
                for direction in ("", "_reverse")[: 2 if self.recurrent.bidirectional else 1]:
                    for name in ("weight_ih", "weight_hh", "bias_ih"):
                        parameter = getattr(self.recurrent, f"{name}_l{layer}{direction}")
                        blocks = take(*parameter.shape).chunk(len(gates))
                        parameter.copy_(torch.cat([blocks[gate] for gate in gates]))
                    unused = getattr(self.recurrent, f"bias_hh_l{layer}{direction}")
                    unused.zero_()
                    unused.requires_grad = False
            if self.settings["tie_embeddings"] == "no":
                self.output.weight.copy_(take(*self.output.weight.shape))
            self.output.bias.copy_(take(*self.output.bias.shape))
        assert place == len(numbers), (place, len(numbers))


class Training:
    """A network with its optimizer and the state that streams carry from minibatch to minibatch."""

    def __init__(self, network):
        self.network = network
        settings = network.settings
        self.clipping = float(settings["gradient_clipping"])
        kind = {"adam": torch.optim.Adam, "sgd": torch.optim.SGD}[settings["updater"]]
        trained = [each for each in network.parameters() if each.requires_grad]
        self.optimizer = kind(trained, lr=float(settings["learning_rate"]))
        self.state = None

    def loss(self, tokens, lengths, targets):
        logits, state = self.network(tokens, lengths, self.state)
        if state is not None:
            self.state = tuple(part.detach() for part in state) if isinstance(state, tuple) else state.detach()
        return nn.functional.cross_entropy(logits.flatten(0, 1), targets.flatten())

    def step(self, batch):
        self.optimizer.zero_grad(set_to_none=True)
        loss = self.loss(*batch)
        loss.backward()
        nn.utils.clip_grad_norm_(self.optimizer.param_groups[0]["params"], self.clipping)
        self.optimizer.step()
        return loss.item()

    def measure(self, batches):
        """Mean loss over all targets."""
        self.network.eval()
        self.state = None
        with torch.no_grad():
            losses = [(self.loss(*batch).item(), batch[2].numel()) for batch in batches]
        self.network.train()
        self.state = None
        return sum(loss * count for loss, count in losses) / sum(count for _, count in losses)


class Text:
    """Token indices, read as parallel streams."""

    classes = 0

    def __init__(self, folder, vocabulary):
        self.vocabulary = int(vocabulary)
        self.training = torch.from_numpy(numpy.fromfile(folder / "training.i32", "<i4")).long()
        self.validation = torch.from_numpy(numpy.fromfile(folder / "validation.i32", "<i4")).long()

    def epoch(self, settings, generator):
        rows, steps = int(settings["minibatch_size"]), int(settings["sequence_length"])
        length = (len(self.training) - 1) // rows // steps * steps
        return streams(self.training, rows, length, steps)

    def measured(self, settings):
        predicted = len(self.validation) - 1
        rows = max(1, min(32, predicted // 500))
        return streams(self.validation, rows, predicted // rows, 50)


def streams(tokens, rows, length, steps):
    inputs = tokens[: rows * length].reshape(rows, length)
    targets = tokens[1 : rows * length + 1].reshape(rows, length)
    return [(inputs[:, at : at + steps], None, targets[:, at : at + steps]) for at in range(0, length, steps)]


class Examples:
    """Labeled texts, in minibatches of similar lengths."""

    def __init__(self, folder, vocabulary, classes):
        self.vocabulary, self.classes = int(vocabulary), int(classes)
        self.training = list(self.read(folder / "training.i32"))
        self.validation = list(self.read(folder / "validation.i32"))

    @staticmethod
    def read(file):
        numbers = numpy.fromfile(file, "<i4").tolist()
        while numbers:
            label, length = numbers[:2]
            yield label, numbers[2 : 2 + length]
            numbers = numbers[2 + length :]

    def epoch(self, settings, generator):
        rows = int(settings["minibatch_size"])
        order = [self.training[index] for index in generator.permutation(len(self.training))]
        batches = []
        for start in range(0, len(order), WINDOW * rows):
            batches += self.cut(order[start : start + WINDOW * rows], rows, settings)
        return [batches[index] for index in generator.permutation(len(batches))]

    def measured(self, settings):
        return self.cut(self.validation, MEASURED_TOGETHER, settings)

    @staticmethod
    def cut(texts, rows, settings):
        texts = sorted(texts, key=lambda text: len(text[1]))
        longest = int(settings["sequence_length"])
        for start in range(0, len(texts), rows):
            batch = [(label, tokens[:longest]) for label, tokens in texts[start : start + rows]]
            lengths = torch.tensor([len(tokens) for _, tokens in batch])
            padded = torch.zeros(len(batch), int(lengths.max()), dtype=torch.long)
            for row, (_, tokens) in enumerate(batch):
                padded[row, : len(tokens)] = torch.tensor(tokens)
            yield padded, lengths, torch.tensor([[label] for label, _ in batch])


def write(file, batches):
    """Each minibatch: rows, steps, steps of targets, whether lengths follow; then the arrays."""
    with open(file, "wb") as out:
        for tokens, lengths, targets in batches:
            head = [*tokens.shape, targets.shape[1], int(lengths is not None)]
            for part in (torch.tensor(head), tokens, lengths, targets):
                if part is not None:
                    out.write(part.contiguous().numpy().astype("<i4").tobytes())


def read(file):
    numbers = torch.from_numpy(numpy.fromfile(file, "<i4")).long()
    while len(numbers):
        rows, steps, targets, ends = numbers[:4].tolist()
        tokens, lengths, right, numbers = numbers[4:].split(
            [rows * steps, rows * ends, rows * targets, len(numbers) - 4 - rows * (steps + ends + targets)]
        )
        yield tokens.reshape(rows, steps), lengths if ends else None, right.reshape(rows, targets)


def settings_of(pairs):
    return dict(pair.split("=") for pair in pairs)


def first_batches(data, count, settings):
    generator, batches = numpy.random.default_rng(1), []
    while len(batches) < count:
        batches += data.epoch(settings, generator)
    return batches[:count]


def trained_steps(data, folder, settings):
    network = Network(settings, data.vocabulary, data.classes)
    network.load(folder / "weights.f32")
    training = Training(network)
    return [training.step(batch) for batch in read(folder / "batches.i32")]


def trained_epochs(data, seed, count, settings):
    torch.manual_seed(seed)
    generator = numpy.random.default_rng(seed)
    training = Training(Network(settings, data.vocabulary, data.classes))
    losses = []
    for _ in range(count):
        for batch in data.epoch(settings, generator):
            training.step(batch)
        losses.append(training.measure(list(data.measured(settings))))
    return losses


def answer(*values):
    print("answer", *values, flush=True)


def main():
    torch.set_num_threads(1)
    data = None
    for line in sys.stdin:
        command, *words = line.split()
        if command == "version":
            answer(torch.__version__)
        elif command in ("text", "examples"):
            data = (Text if command == "text" else Examples)(pathlib.Path(words[0]), *words[1:])
            answer(0)
        elif command == "batches":
            batches = first_batches(data, int(words[1]), settings_of(words[2:]))
            write(pathlib.Path(words[0], "batches.i32"), batches)
            answer(len(batches))
        elif command == "steps":
            answer(*trained_steps(data, pathlib.Path(words[0]), settings_of(words[1:])))
        elif command == "epochs":
            answer(*trained_epochs(data, int(words[0]), int(words[1]), settings_of(words[2:])))
        else:
            raise SystemExit(f"unknown command: {line}")


main()
