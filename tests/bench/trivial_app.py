"""The yardstick of the page: one slider, one chart, nothing else."""

import plotly.graph_objects as go
import streamlit as st

makers = ("Toyota", "Honda", "Nissan", "Subaru", "Mazda", "Mitsubishi")
tariff = st.slider("Tariff", 0.0, 100.0, 2.5, step=0.5, key="lever")
st.plotly_chart(go.Figure(go.Bar(x=makers, y=[tariff * size for size in range(1, 7)])), key="chart")
