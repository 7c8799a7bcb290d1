-- Taking a title apart costs far more than the planner assumes of a function: it must prefer the index that holds the pairs.
alter function luoshi_grams(text) cost 10000;
