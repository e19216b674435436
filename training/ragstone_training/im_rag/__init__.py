"""IM-RAG's reinforcement stage: PPO for the Questioner, and an Answerer for the monologues that it has learnt."""
