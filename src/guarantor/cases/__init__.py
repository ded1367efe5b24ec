"""The bundled cases: data only, each a folder that the program opens like any other case."""
