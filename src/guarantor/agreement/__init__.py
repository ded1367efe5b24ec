"""The agreement language: a case's YAML files into nouns, with good messages, and back into plain sentences.

``load_case`` reads a folder, ``check`` lists what is wrong with it, ``explain_agreement`` says it in plain English,
``init_case`` lays out a new one and ``schemas`` gives the JSON Schemas for editors.
"""
