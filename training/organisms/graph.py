"""The ONNX graph of a family: weights, mask and positions are inputs, logits are read at chosen places.

``torch.onnx.export`` refuses ``dynamic_shapes`` together with ``*args``, so the program is exported first and
translated second. Pad ``T`` as the host likes; the graph knows nothing of packing.
"""

from pathlib import Path

import onnx
import torch
from torch.export import Dim
from torch.func import functional_call
from torch.nn.functional import embedding

from .families import CONTEXT_LENGTH, new_model, read_logits
from .packing import MASKED

OPSET = 20
INPUTS = ("input_ids", "position_ids", "attention_mask", "read_row", "read_col")
OUTPUT = "logits"


class RotaryTable(torch.nn.Module):
    """Llama's rotary embedding looked up instead of computed.

    WebGPU's sine and cosine are only good to about 2^-11, which moves logits by 2.5e-3; a table is exact everywhere.
    """

    def __init__(self, rotary: torch.nn.Module, context_length: int):
        super().__init__()
        cos, sin = rotary(torch.zeros(1), torch.arange(context_length)[None])  # (1, context, head width) each
        self.register_buffer("cos", cos[0])
        self.register_buffer("sin", sin[0])

    def forward(self, x: torch.Tensor, position_ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        return embedding(position_ids, self.cos), embedding(position_ids, self.sin)  # (B, T, head width) each


def model_for_export(family: str, width: int) -> torch.nn.Module:
    model = new_model(family, seed=0, width=width).eval()
    if family == "llama":
        model.model.rotary_emb = RotaryTable(model.model.rotary_emb, CONTEXT_LENGTH)
    return model


class WeightsAsInputs(torch.nn.Module):
    """A family's forward pass as a function of its weights."""

    def __init__(self, family: str, width: int):
        super().__init__()
        # not a registered submodule: its own parameters must not become constants of the graph
        self._model = [model_for_export(family, width)]
        self.names = weight_names(self._model[0])

    def forward(self, input_ids, position_ids, attention_mask, read_row, read_col, *weights):
        model = self._model[0]
        named = dict(zip(self.names, weights))
        return functional_call(
            _Reader(model), {f"model.{name}": weight for name, weight in named.items()},
            (input_ids, position_ids, attention_mask, read_row, read_col), tie_weights=True,
        )


class _Reader(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, ids, positions, mask, rows, cols):
        return read_logits(self.model, ids, positions, mask, rows, cols)


def weight_names(model: torch.nn.Module) -> list[str]:
    """Names of the weight tensors, each shared tensor once: the keys of a saved checkpoint."""
    return [name for name, _ in model.named_parameters()]


def export_graph(family: str, path: Path, width: int = 64) -> list[str]:
    """Writes the graph and returns the names of its weight inputs."""
    module = WeightsAsInputs(family, width)
    weights = [weight.detach() for weight in dict(module._model[0].named_parameters()).values()]
    batch, size, reads = 2, 24, 5
    places = torch.arange(reads, dtype=torch.int32)
    example = (
        torch.zeros(batch, size, dtype=torch.int32),
        torch.arange(size, dtype=torch.int32).expand(batch, size) % CONTEXT_LENGTH,
        torch.full((batch, 1, size, size), MASKED).triu(1),
        places % batch,
        places,
    )
    b, t, r = Dim("batch", min=1, max=4096), Dim("time", min=2, max=8192), Dim("reads", min=1, max=65536)
    fixed = tuple({} for _ in weights)
    shapes = ({0: b, 1: t}, {0: b, 1: t}, {0: b, 2: t, 3: t}, {0: r}, {0: r}, fixed)
    program = torch.export.export(module, (*example, *weights), dynamic_shapes=shapes, strict=False)
    exported = torch.onnx.export(
        program, dynamo=True, opset_version=OPSET, input_names=[*INPUTS, *module.names], output_names=[OUTPUT],
        verbose=False,
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    model = exported.model_proto
    for node in model.graph.node:  # where each node came from in Python: a third of the file, and machine paths
        del node.metadata_props[:]
        node.doc_string = ""
    for value in [*model.graph.value_info, *model.graph.input, *model.graph.output]:
        del value.metadata_props[:]
    del model.graph.metadata_props[:]
    del model.metadata_props[:]
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString())
    return module.names
