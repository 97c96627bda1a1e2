"""The edition of "Activity of Kazakhstan within OSCE" (Almaty, 2014): its model, its checks and its rendering."""
