"""The model: finds out which figures and sentences of a story are claims worth checking, and of which type.

A small transformer, fine-tuned on the project's reference set, run on the CPU by OpenVINO without torch.
`workers.model.scorer.load()` hands the extraction its scorer; `python -m workers.model` is the command line.
"""

import os

# The heads' products are small: more threads only wait for each other, ten times as long on a busy machine.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
