"""Writes what PyTorch's optimisers make of weights in 60 updates, for OptimizersGoldenTest.

    python3 optimizers.py > ../resources/golden/optimizers.json

`updates`: gradients are given, over six orders of magnitude and 0 for some elements; the learning
rate halves after 30. `training`: an rnn on temporal order, whose gradients are PyTorch's own.
Draws are NumPy's legacy ones, so that the test makes the same gradients and the same batches.
"""

import json
import sys

import numpy as np
import torch

SEED = 52
SHAPES = {"W_hh": (7, 7), "W_hy": (7, 3), "b_hh": (7,)}
UPDATES = 60
SHOWN = (1, 2, 10, 30, 60)
CASES = {
    "sgd": lambda p, lr: torch.optim.SGD(p, lr=lr),
    "momentum": lambda p, lr: torch.optim.SGD(p, lr=lr, momentum=0.9),
    "adam": lambda p, lr: torch.optim.Adam(p, lr=lr, betas=(0.9, 0.999), eps=1e-8),
    "rmsprop": lambda p, lr: torch.optim.RMSprop(p, lr=lr, alpha=0.99, eps=1e-8),
    "momentum momentum=0.5": lambda p, lr: torch.optim.SGD(p, lr=lr, momentum=0.5),
    "adam beta1=0.5 beta2=0.9 epsilon=0.001": lambda p, lr: torch.optim.Adam(
        p, lr=lr, betas=(0.5, 0.9), eps=0.001
    ),
    "rmsprop decay=0.5 epsilon=0.001": lambda p, lr: torch.optim.RMSprop(
        p, lr=lr, alpha=0.5, eps=0.001
    ),
}


def matrix(random, shape):
    return random.normal(0, 1, shape).astype(np.float32)


def gradient(random, shape):
    """Element i is normal with a standard deviation of 10 ** (i % 7 - 5), and 0 where i % 7 is 6."""
    drawn = random.normal(0, 1, shape).reshape(-1)
    kind = np.arange(drawn.size) % 7
    scale = np.where(kind == 6, 0.0, np.power(10.0, kind - 5))
    return (drawn * scale).reshape(shape).astype(np.float32)


def dense(parameters):
    return {name: [float(x) for x in p.detach().numpy().reshape(-1)] for name, p in parameters.items()}


def updates(make):
    random = np.random.RandomState(SEED)
    weights = {name: torch.nn.Parameter(torch.tensor(matrix(random, s))) for name, s in SHAPES.items()}
    optimizer = make(list(weights.values()), 0.01)
    shown = {}
    for n in range(1, UPDATES + 1):
        for group in optimizer.param_groups:
            group["lr"] = 0.01 if n <= UPDATES // 2 else 0.005
        for name, shape in SHAPES.items():
            weights[name].grad = torch.tensor(gradient(random, shape))
        optimizer.step()
        if n in SHOWN:
            shown[str(n)] = dense(weights)
    return shown


NIN, NHID, NOUT, B, SHORTEST, LONGEST = 6, 13, 4, 5, 10, 30


def batch(random):
    """Temporal order: the class is told by two of the symbols, far apart."""
    length = SHORTEST + random.randint(LONGEST - SHORTEST)
    span = int(length * 0.1)
    p0 = random.randint(span, size=B) + int(length * 0.1)
    v0 = random.randint(2, size=B)
    p1 = random.randint(span, size=B) + int(length * 0.5)
    v1 = random.randint(2, size=B)
    symbols = random.randint(4, size=(length, B)) + 2
    symbols[p0, np.arange(B)] = v0
    symbols[p1, np.arange(B)] = v1
    return torch.tensor(np.eye(NIN, dtype=np.float32)[symbols]), torch.tensor(v0 + 2 * v1)


def training(make):
    random = np.random.RandomState(SEED)

    def drawn(rows, columns):
        return torch.nn.Parameter(torch.tensor(random.normal(0, 0.1, (rows, columns)).astype(np.float32)))

    w = {"W_uh": drawn(NIN, NHID), "W_hh": drawn(NHID, NHID), "W_hy": drawn(NHID, NOUT)}
    w["b_hh"] = torch.nn.Parameter(torch.zeros(NHID))
    w["b_hy"] = torch.nn.Parameter(torch.zeros(NOUT))
    optimizer = make(list(w.values()), 0.001)
    losses = []
    for _ in range(UPDATES):
        x, target = batch(random)
        h = torch.zeros(B, NHID)
        for xt in x:
            h = torch.tanh(h @ w["W_hh"] + xt @ w["W_uh"] + w["b_hh"])
        loss = torch.nn.functional.cross_entropy(h @ w["W_hy"] + w["b_hy"], target)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(float(loss))
    return {"train_nll": losses, "final": dense(w)}


torch.set_num_threads(1)
json.dump(
    {case: {"updates": updates(make), "training": training(make)} for case, make in CASES.items()},
    sys.stdout,
)
print()
