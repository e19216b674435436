"""Control tokens. The strings are those of the released Self-RAG model (AkariAsai/self-rag @1fcdc420)."""

from .records import END

UNKNOWN, BEGIN, PAD = "<unk>", "<s>", "<pad>"

RETRIEVE = ("[No Retrieval]", "[Retrieval]", "[Continue to Use Evidence]")
RELEVANCE = ("[Irrelevant]", "[Relevant]")
SUPPORT = ("[Fully supported]", "[Partially supported]", "[No support / Contradictory]")
UTILITY = tuple(f"[Utility:{worth}]" for worth in range(1, 6))
PARAGRAPH, PARAGRAPH_END = "<paragraph>", "</paragraph>"

FAMILIES = {"retrieve": RETRIEVE, "relevance": RELEVANCE, "support": SUPPORT, "utility": UTILITY}
REFLECTION = RETRIEVE + RELEVANCE + SUPPORT + UTILITY
# In the order in which `retrieval_lm/finetune.py:450` registers them.
SELF_RAG = (*RETRIEVE, *RELEVANCE, PARAGRAPH, PARAGRAPH_END, *UTILITY, *SUPPORT)
CONTROLS = (UNKNOWN, BEGIN, END, *SELF_RAG, PAD)


def family_of(token: str) -> str | None:
    return next((name for name, members in FAMILIES.items() if token in members), None)
