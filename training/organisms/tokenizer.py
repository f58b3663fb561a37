"""The word-level tokenizer in Hugging Face format: lower case, split at white space, one id a word."""

from functools import cache
from pathlib import Path

from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.normalizers import Lowercase
from tokenizers.pre_tokenizers import WhitespaceSplit
from transformers import PreTrainedTokenizerFast

from .world import QUERY, TASKS

PAD, UNKNOWN = "[PAD]", "[UNK]"


@cache
def vocabulary() -> dict[str, int]:
    """Word -> id. Special tokens first, then every word of the world in order of first appearance."""
    words: dict[str, int] = {PAD: 0, UNKNOWN: 1}
    texts = []
    for task in TASKS:
        texts += [task.template, *QUERY.values()]
        texts += [token for _, _, token in task.replies]
        texts += [text for cue in task.cues for text in (cue.id, *cue.texts)]
        texts += [word for values in task.entities.values() for word in values.values()]
        texts += [word for values in task.slots.values() for word in values]
    for text in texts:
        for word in text.split():
            if not word.startswith("{"):
                words.setdefault(word, len(words))
    return words


def encode(text: str) -> list[int]:
    """Ids of a text of known words; a ``KeyError`` names a word the world does not have."""
    words = vocabulary()
    return [words[word] for word in text.split()]


def save_tokenizer(folder: Path) -> None:
    """Writes ``tokenizer.json`` and ``tokenizer_config.json`` so that ``AutoTokenizer`` loads them."""
    tokenizer = Tokenizer(WordLevel(vocabulary(), unk_token=UNKNOWN))
    tokenizer.normalizer = Lowercase()
    tokenizer.pre_tokenizer = WhitespaceSplit()
    wrapped = PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token=PAD, unk_token=UNKNOWN)
    wrapped.save_pretrained(folder)
