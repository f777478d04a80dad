"""A page of charts for the chart's own tests: some a lever moves, one far below, on request one broken."""

import streamlit as st
from plotly.graph_objects import Bar, Figure, Scatter, Waterfall

from pages.ui.chart import beside, chart
from pages.ui.style import MAKERS, axis, names_axis

st.set_page_config(page_title="Charts", layout="wide", menu_items={"About": "Charts"})
rate = st.slider("Rate", 0.0, 60.0, 15.0, 0.5, key="rate")
bars = Bar(x=[rate, rate / 2], y=["Toyota", "Mazda"], orientation="h", name="Duty", marker={"color": MAKERS["Toyota"]})
figure = Figure(bars, {"xaxis": axis("USD billion", zero=True), "yaxis": names_axis()})
title = "Toyota pays most and Mazda is hurt most, which is a finding long enough to wrap onto a second line"
with beside():
    chart(figure, "duty", f"{title} at {rate:g}%", "Duty a year, USD billion", "Source: a test")
    figure = Figure(
        Waterfall(x=["Start", "Loss", "End"], y=[10, -rate / 10, 0], measure=["absolute", "relative", "total"])
    )
    chart(figure, "balance", "The balance narrows", "Yen trillion", "Source: a test", alt="A waterfall")
st.container(height=1400, border=False)
chart(Figure(Scatter(x=[1, 2, 3], y=[rate, 2, 3])), "below", "Far below", "Index", "Source: a test")
if "broken" in st.query_params:
    chart(
        {"data": [{"type": "bar", "x": [1], "y": [2]}], "layout": {"xaxis": 7}}, "odd", "Odd", "None", "Source: a test"
    )
