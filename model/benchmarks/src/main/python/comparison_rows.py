"""The lines of the tables of compare_with_peers.py: which work, who can do it, and how a result is stated."""

PASS_SECONDS = 0.3
# mem adds twice its 10 digits to the length: T = 120.
PASS_SEQUENCES, PASS_STEPS, DIGITS = 1000, 120, 20

CANONICAL = dict(maxiters=2_000_000_000, checkFreq=20)
TRAINING_ALONE = dict(maxiters=2_000_000_000, checkFreq=1_000_000_000, ebs=1, cbs=1, collectDiags=False)
# basic_tanh gives the W_hh of 500 units a spectral radius above 2: states are chaotic and gradients explode, and no two
# programs agree on a loss. The weights of smart_tanh cost the same and can be compared.
WIDE = dict(TRAINING_ALONE, nhid=500, bs=200, init="smart_tanh")
PASS = dict(min_length=PASS_STEPS - DIGITS, max_length=PASS_STEPS - DIGITS, ebs=PASS_SEQUENCES, cbs=PASS_SEQUENCES)


class Row:
    """A line of a table: a run, and who can do it."""

    def __init__(self, name, what, label, flags, peers):
        self.name, self.what, self.label, self.flags, self.peers = name, what, label, flags, peers


class Training(Row):
    """Iterations, with the checkpoint that falls due after them, or none. A result is seconds of processor time a window."""

    weights = None
    fastest = min
    asked = ("at least", "aim")

    def __init__(self, *arguments, least, aim, iterations=20, checkpoint=True):
        super().__init__(*arguments)
        self.bounds, self.iterations, self.checkpoint = (least, aim), iterations, checkpoint
        # The first checkpoint is after iteration 20, the 21st.
        self.first = iterations + (1 if checkpoint else 0)

    def count(self, seconds_a_step):
        return self.iterations

    def result(self, processor_seconds, count):
        return processor_seconds

    def ratio(self, theirs, ours):
        return theirs / ours

    def compared(self):
        return ("train_nll", "valid_nll") if self.checkpoint else ("train_nll",)


class Pass(Row):
    """Validation passes with some weights. A result is millions of steps of a sequence a second."""

    first = 1
    fastest = max
    asked = bounds = ()

    def __init__(self, *arguments, weights="pass"):
        super().__init__(*arguments)
        self.weights = weights

    def count(self, seconds_a_step):
        return max(1, round(PASS_SECONDS / seconds_a_step))

    def result(self, processor_seconds, count):
        return PASS_SEQUENCES * PASS_STEPS * count / processor_seconds / 1e6

    def ratio(self, theirs, ours):
        return ours / theirs

    def compared(self):
        return ("valid_nll",)


STEPWISE = ("python", "written", "tuned")
CELLS = ("onednn", "onnxruntime")
ROWS = [
    Training("A1", "A1: mem, rnn", "A1", CANONICAL, (*STEPWISE, "fused"), least=6.5, aim=7.5),
    Training("A4", "A4: mem, gru", "A4", CANONICAL, STEPWISE, least=11, aim=12),
    Training("B1", "B1: mul, rnn", "B1", CANONICAL, (*STEPWISE, "fused"), least=4.2, aim=5),
    Training("B2", "B2: mul, gru", "B2", CANONICAL, STEPWISE, least=7.4, aim=8.5),
    Training("torder", "torder, rnn, smart_tanh, Omega, clipping", "T1", CANONICAL, STEPWISE, least=5.3, aim=6.5),
    Training("training", "training alone at batch 20 (mem, rnn), no checkpoint", "A1", TRAINING_ALONE, (*STEPWISE, "fused"),
             least=8.5, aim=10, checkpoint=False),
    Training("wide", "nhid 500, bs 200, mem, rnn: one iteration", "A1", WIDE, (*STEPWISE, "fused"), least=1.2, aim=1.6,
             iterations=1, checkpoint=False),
    Pass("pass-rnn", "validation, rnn", "A1", PASS, ("written", "tuned", "fused", *CELLS)),
    Pass("pass-gru", "validation, gru", "A4", PASS, ("written", "tuned", *CELLS)),
    Pass("pass-gru-even", "validation, gru, reset gate with one value for all units", "A4", PASS, ("tuned", "fused"),
         weights="even-reset-pass"),
]
