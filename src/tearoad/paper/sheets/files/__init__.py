"""From the files of a folder to grids of values, with defences before anything is parsed."""
