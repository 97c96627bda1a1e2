"""Links to other hosts: asked gently, judged by what a reader's browser would meet. Knows addresses and HTTP alone."""
