"""The extractor: a story's text in, its checkable claims out. Plain Python; the model is handed in."""
