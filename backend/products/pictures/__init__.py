"""Product pictures drawn by code: shared ground at the top, a module a family below `families`."""
