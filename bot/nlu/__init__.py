"""Understanding: closed-set facts out of typed words. Only values leave, never words."""
