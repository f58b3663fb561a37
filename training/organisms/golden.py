"""Golden logits: what PyTorch says of a few inputs for every shipped checkpoint, so that any other runtime can be held to it."""

from pathlib import Path

import numpy as np
import onnxruntime
import torch
from safetensors.numpy import load_file

from .families import load_for_inference, read_logits
from .items import evaluation_prompts
from .packing import Pack, pack_tree, stack_packs
from .probes import probe_sequences
from .world import TASKS

DECIMALS = 6
# of a packed probe: the reply, the first and last counterfactual, a claim after each of two replies
PROBE_READS = (0, 1, 6, 7, 14)


def golden_cases(world_seed: int) -> list[dict]:
    """For every task one plain prompt and one packed probe: the mask is trivial in the first, all branches in the second."""
    prompts = evaluation_prompts(world_seed)
    cases = []
    for index, task in enumerate(TASKS):
        of_task = [prompt for prompt in prompts if prompt.task == index]
        plain = pack_tree(probe_sequences(of_task[0])[:1])
        probe = pack_tree(probe_sequences(of_task[1]))
        cases.append(_case(f"{task.id}: a prompt", plain, plain.ends))
        cases.append(_case(f"{task.id}: a packed probe", probe, probe.ends[list(PROBE_READS)]))
    return cases


def _case(name: str, pack: Pack, reads: np.ndarray) -> dict:
    return {"id": name, "inputIds": pack.ids.tolist(), "parents": pack.parents.tolist(), "reads": reads.tolist()}


def feeds_of(case: dict) -> dict[str, np.ndarray]:
    """The graph's inputs for a case, weights excepted. Position is depth, attention is ancestry."""
    parents = np.array(case["parents"], dtype=np.int32)
    depth = np.zeros(len(parents), dtype=np.int32)
    for node, parent in enumerate(parents):
        depth[node] = depth[parent] + 1 if parent >= 0 else 0
    reads = np.array(case["reads"], dtype=np.int32)
    pack = Pack(np.array(case["inputIds"], dtype=np.int32), parents, depth, reads)
    batch = stack_packs([pack])
    return {
        "input_ids": batch.ids.astype(np.int32),
        "position_ids": batch.positions.astype(np.int32),
        "attention_mask": batch.mask,
        "read_row": np.zeros(len(reads), dtype=np.int32),
        "read_col": reads,
    }


@torch.no_grad()
def torch_logits(checkpoint: Path, cases: list[dict]) -> list[np.ndarray]:
    """PyTorch's logits ``(reads, V)`` of every case."""
    model = load_for_inference(checkpoint)
    return [read_logits(model, *map(torch.from_numpy, feeds_of(case).values())).numpy() for case in cases]


def onnx_logits(graph: Path, checkpoint: Path, cases: list[dict]) -> list[np.ndarray]:
    """onnxruntime's logits of every case, from the graph and the checkpoint's own file."""
    session = onnxruntime.InferenceSession(graph, providers=["CPUExecutionProvider"])
    weights = load_file(checkpoint / "model.safetensors")
    return [session.run(None, {**feeds_of(case), **weights})[0] for case in cases]
