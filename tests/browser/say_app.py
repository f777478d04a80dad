"""Sentences for the tests of the element that writes them: of every kind, and as the box at the top says."""

import streamlit as st

from pages.ui.say import say

st.set_page_config(page_title="Say", menu_items={"About": "Say"})
said = st.text_input("Say", "**Strong** and *stressed*, 2 × 3 ** 4.", key="said")
more = [("beside", "One."), ("beside", "Another.")] if st.toggle("More", key="more") else []
say("lines", ("answer", "It holds."), ("note", said), *more, ("foot", "The end."))
