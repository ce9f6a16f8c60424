"""The question bank: what readers ask with what must come out, asked by the path that readers use, and judged."""
