"""The two architectures, transformers' own classes: GPT-2-style and Llama-style, about 0.2 M parameters each."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import torch
from transformers import (
    ArceeConfig,
    AutoModelForCausalLM,
    GPT2Config,
    LlamaConfig,
    PretrainedConfig,
    PreTrainedModel,
    SmolLM3Config,
    StableLmConfig,
)

from .tokenizer import vocabulary

CONTEXT_LENGTH = 64  # the longest path (a prompt with all cues and a query) takes 57
LAYERS, HEADS = 3, 4
Family = Literal["gpt2", "llama"]
FAMILIES: tuple[str, ...] = get_args(Family)
TITLES = {"gpt2": "GPT-2-style", "llama": "Llama-style"}


GELU = "gelu_pytorch_tanh"  # GPT-2's own function in one kernel: a third off a step
TIES_EMBEDDINGS = {"gpt2": True, "llama": False}
# A Llama-style model with one part that is not Llama's: GPT-2's norm (LayerNorm), GPT-2's MLP (two matrices and GELU,
# no gate), no positions at all, each an architecture of its own in transformers; or GPT-2's activation in Llama's MLP.
OtherPart = Literal["layer-norm", "plain-mlp", "no-positions", "gelu"]
OTHER_PARTS: tuple[OtherPart, ...] = get_args(OtherPart)


def family_config(
    family: str, width: int = 64, tied_embeddings: bool | None = None, other_part: OtherPart | None = None
) -> PretrainedConfig:
    """Hugging Face config of a family; ``ValueError`` for an unknown one, or another part where there is none."""
    if family not in FAMILIES:
        raise ValueError(f"family_config: expected one of {FAMILIES}, got {family!r}")
    if other_part is not None and family != "llama":
        raise ValueError(f"family_config: expected no other part for {family}, got {other_part!r}")
    common = {
        "vocab_size": len(vocabulary()), "bos_token_id": None, "eos_token_id": None, "pad_token_id": 0,
        "tie_word_embeddings": TIES_EMBEDDINGS[family] if tied_embeddings is None else tied_embeddings,
    }
    if family == "gpt2":
        dropouts = {"resid_pdrop": 0.0, "embd_pdrop": 0.0, "attn_pdrop": 0.0}
        return GPT2Config(
            n_positions=CONTEXT_LENGTH,
            n_embd=width,
            n_layer=LAYERS,
            n_head=HEADS,
            activation_function=GELU,
            **dropouts,
            **common,
        )
    common |= {
        "hidden_size": width, "num_hidden_layers": LAYERS, "num_attention_heads": HEADS, "num_key_value_heads": HEADS,
        "max_position_embeddings": CONTEXT_LENGTH,
        # SwiGLU has three matrices where GPT-2's MLP has two: 8/3 of the width, rounded to a multiple of 8
        "intermediate_size": 8 * round(width * 8 / 3 / 8),
    }
    if other_part == "layer-norm":
        return StableLmConfig(**common, partial_rotary_factor=1.0, layer_norm_eps=1e-6)
    if other_part == "plain-mlp":
        return ArceeConfig(**common | {"intermediate_size": 4 * width}, hidden_act=GELU, rms_norm_eps=1e-6)
    if other_part == "no-positions":
        return SmolLM3Config(**common, no_rope_layers=[0] * LAYERS)
    return LlamaConfig(**common, **({"hidden_act": GELU} if other_part == "gelu" else {}))


def new_model(family: str, seed: int, **differs) -> PreTrainedModel:
    """Weights drawn from the seed; ``differs`` is what :func:`family_config` takes."""
    torch.manual_seed(seed)
    return AutoModelForCausalLM.from_config(family_config(family, **differs), attn_implementation="eager")


def load_model(folder: Path) -> PreTrainedModel:
    """A checkpoint for training (eager attention: faster in both directions at these sizes)."""
    return AutoModelForCausalLM.from_pretrained(folder, attn_implementation="eager")


def load_for_inference(folder: Path, device: str = "cpu") -> PreTrainedModel:
    """A checkpoint that is only asked (fused attention: a third faster on packed probes)."""
    return AutoModelForCausalLM.from_pretrained(folder, attn_implementation="sdpa").to(device).eval()


@dataclass(frozen=True)
class Trunk:
    """Where a family's classes keep the parts of a pre-norm block."""

    blocks: str
    attention: str
    norms: tuple[str, str]  # before attention, before the MLP
    final_norm: str


GPT2_TRUNK = Trunk("h", "attn", ("ln_1", "ln_2"), "ln_f")
LLAMA_TRUNK = Trunk("layers", "self_attn", ("input_layernorm", "post_attention_layernorm"), "norm")


def read_logits(
    model: PreTrainedModel,
    ids: torch.Tensor,  # (B, T)
    positions: torch.Tensor,  # (B, T)
    mask: torch.Tensor,  # (B, 1, T, T), additive
    rows: torch.Tensor,  # (R,)
    cols: torch.Tensor,  # (R,)
) -> torch.Tensor:
    """Next-token logits ``(R, V)`` at the places ``(rows, cols)`` only.

    The same numbers as the whole model's (a test compares them), without the last MLP wherever nothing is read:
    a fifth of a training step.
    """
    base = model.base_model
    if model.config.model_type == "gpt2":
        trunk, context = GPT2_TRUNK, {}
        hidden = base.wte(ids) + base.wpe(positions)  # (B, T, D)
    else:
        trunk = LLAMA_TRUNK
        hidden = base.embed_tokens(ids)  # (B, T, D)
        context = {"position_embeddings": base.rotary_emb(hidden, position_ids=positions)}
    *earlier, last = getattr(base, trunk.blocks)
    for block in earlier:
        hidden = block(hidden, attention_mask=mask, **context)
    norm_1, norm_2 = (getattr(last, name) for name in trunk.norms)
    attended, _ = getattr(last, trunk.attention)(norm_1(hidden), attention_mask=mask, **context)
    # one flat gather: int32 indices stay int32 in the exported graph, which every backend takes
    places = rows * ids.shape[1] + cols
    hidden = (hidden + attended).reshape(-1, hidden.shape[2]).index_select(0, places)  # (R, D)
    hidden = hidden + last.mlp(norm_2(hidden))
    return model.get_output_embeddings()(getattr(base, trunk.final_norm)(hidden))
