"""The forecast: possible futures of a line, from a model that is data, and how good such forecasts have been.

A library: it knows no Django and no database.
"""
