"""Invar-RAG: a retriever on the language model that is taught to find the same whatever the wording, and its reader."""
