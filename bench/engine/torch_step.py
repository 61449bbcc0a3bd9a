"""PyTorch side of the training speed benchmark: reads the commands `shape N T H L E V` and
`torch SECONDS`, one per line, and answers with tokens per second of processor time. One thread."""

import sys
import time

import torch
from torch import nn


class LanguageModel(nn.Module):
    def __init__(self, hidden, layers, embedding, words):
        super().__init__()
        self.embedding = nn.Embedding(words, embedding)
        self.lstm = nn.LSTM(embedding, hidden, layers)
        self.output = nn.Linear(hidden, words)

    def forward(self, tokens, state):
        hidden, state = self.lstm(self.embedding(tokens), state)
        return self.output(hidden), state


class Training:
    """Model of a shape; its state is carried from minibatch to minibatch."""

    def __init__(self, streams, steps, hidden, layers, embedding, words):
        self.model = LanguageModel(hidden, layers, embedding, words)
        self.adam = torch.optim.Adam(self.model.parameters(), lr=0.002)
        self.state = (torch.zeros(layers, streams, hidden), torch.zeros(layers, streams, hidden))
        self.inputs = torch.randint(words, (steps, streams))
        self.targets = torch.randint(words, (steps * streams,))

    def step(self):
        self.adam.zero_grad(set_to_none=True)
        logits, state = self.model(self.inputs, self.state)
        self.state = tuple(part.detach() for part in state)
        loss = nn.functional.cross_entropy(logits.reshape(len(self.targets), -1), self.targets)
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 5.0)
        self.adam.step()
        loss.item()

    def rate(self, seconds):
        start, runs = time.process_time(), 0
        while time.process_time() - start < seconds:
            self.step()
            runs += 1
        return runs * len(self.targets) / (time.process_time() - start)


def main():
    torch.set_num_threads(1)
    torch.manual_seed(1)
    training = None
    for line in sys.stdin:
        command, *words = line.split()
        if command == "version":
            print("answer", torch.__version__, flush=True)
        elif command == "shape":
            training = Training(*map(int, words))
            print("answer 0", flush=True)
        else:
            print("answer", training.rate(float(words[0])), flush=True)


main()
