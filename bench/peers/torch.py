"""PyTorch as a worker of the comparison; the protocol stands in serve.js. usage: python3 torch.py THREADS"""

import json
import sys
import time

# This file's folder comes first among the places to import from, and the file is called torch too.
sys.path.pop(0)
import torch  # noqa: E402


class Network(torch.nn.Module):
    """LSTM layers one after the other; the last step of the last one goes through the dense layers."""

    def __init__(self, workload):
        super().__init__()
        width = workload["inputs"]
        self.recurrent = torch.nn.ModuleList()
        for units in workload["units"]:
            self.recurrent.append(torch.nn.LSTM(width, units, batch_first=True))
            width = units
        self.dense = torch.nn.Sequential()
        for i, units in enumerate([*workload["dense"], workload["outputs"]]):
            self.dense.add_module(str(i), torch.nn.Linear(width, units))
            width = units

    def forward(self, x):
        for layer in self.recurrent:
            x, _ = layer(x)
        return self.dense(x[:, -1])


class Model:
    """A network with its optimiser and data to train on; targets are +1 and -1 by turns, as ours.js says why."""

    def __init__(self, workload):
        torch.manual_seed(0)
        self.network = Network(workload)
        self.adam = torch.optim.Adam(self.network.parameters())
        self.error = torch.nn.MSELoss()
        self.x = 2 * torch.rand(workload["batch"], workload["steps"], workload["inputs"]) - 1
        ones = torch.ones(workload["batch"], workload["outputs"])
        self.targets = [ones, -ones]
        self.step = 0
        self.loss = None

    def train(self):
        self.adam.zero_grad()
        self.loss = self.error(self.network(self.x), self.targets[self.step % 2])
        self.loss.backward()
        self.adam.step()
        self.step += 1

    def predict(self):
        with torch.no_grad():
            self.network(self.x)


def time_round(work, calls):
    """Mean milliseconds of one of `calls` calls in a row."""
    start = time.perf_counter()
    for _ in range(calls):
        work()
    return 1000 * (time.perf_counter() - start) / calls


def warm_up(work, milliseconds):
    """Calls `work` for about `milliseconds`; returns how many calls fill that time, at least 1."""
    work()
    calls = 0
    start = time.perf_counter()
    while calls == 0 or 1000 * (time.perf_counter() - start) < milliseconds:
        work()
        calls += 1
    return calls


def say(answer):
    print(json.dumps(answer), flush=True)


def serve(threads):
    torch.set_num_threads(threads)
    say({"name": f"PyTorch {torch.__version__}"})
    name, model, calls = None, None, None
    for line in sys.stdin:
        request = json.loads(line)
        workload, milliseconds = request["workload"], request["milliseconds"]
        if workload["name"] != name:
            name, model = workload["name"], Model(workload)
            calls = [warm_up(work, milliseconds) for work in (model.train, model.predict)]
        train, predict = time_round(model.train, calls[0]), time_round(model.predict, calls[1])
        say({"train_ms": train, "predict_ms": predict, "threads": threads, "loss": model.loss.item()})


serve(int(sys.argv[1]))
