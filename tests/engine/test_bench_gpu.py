"""`make bench-gpu` where there is no GPU: it says so, and what it would time is the same dream each time."""

import pytest
import torch

from bench import gpu
from bench.work import Work


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU, so `make bench-gpu` measures it")
def test_where_there_is_no_gpu_one_line_says_so(capsys):
    gpu.main()

    assert capsys.readouterr().out == "bench-gpu: PyTorch finds no GPU here, so nothing was measured.\n"


def test_each_row_is_the_same_dream():
    work = Work("efficientnet-lite0", "block3", "blocks.2.0", (64, 96), octaves=1, steps=2)

    cores, plain, tf32 = gpu.rows(work, torch.device("cpu"), rounds=1)

    assert [cores.way, plain.way, tf32.way] == ["cores", "cpu, float32", "cpu, TF32"]
    assert plain.difference == tf32.difference == 0
    assert all(row.seconds > 0 and row.first > 0 for row in (cores, plain, tf32))
