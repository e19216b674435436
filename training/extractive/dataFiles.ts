/**
 * The files that `npm run train:extractive` learns from, relative to the data folder. MuSiQue's training questions are
 * not among them: paragraphs of SQuAD dev stand between theirs.
 */
export const trainingFiles: readonly string[] = [
  'squad/train_44_articles-v1.1.json.gz',
  'squad/train_sample_4330.json.gz',
  'squad/squadshifts_new_wiki_v1.0.json.gz',
  'nq/nq-train-qed.jsonlines.gz',
  'hotpotqa/hotpotqa_train_100.json.gz',
  'hotpotqa/hotpotqa_train_facts_1024.json.gz',
];

/** Files whose questions are asked in evaluations: whatever occurs in one of them is never trained on. */
export const evaluationFiles: readonly string[] = [
  'squad/dev-v1.1.json.gz',
  'squad/reqa_squad_test.json.gz',
  'nq/nq-open-oracle_1328.jsonl.gz',
  'nq/NQ-open.dev_selection.jsonl.gz',
  'nq/NQ-open.efficientqa.dev.1.1.jsonl.gz',
  'nq/nq_activerag_top5.jsonl.gz',
  'nq/qed-dev.jsonlines.gz',
  'hotpotqa/hotpot_dev_distractor_500.jsonl.gz',
  'hotpotqa/hotpot_dev_distractor_more.jsonl.gz',
  'hotpotqa/hotpot_dev_fullwiki_subset.json.gz',
  'hotpotqa/hotpotqa_dev_qa_titles.csv.gz',
  'hotpotqa/reference/pool500_bm25_results.csv.gz',
  'hotpotqa/reference/r1searcher_hotpotqa_llama_500.jsonl.gz',
  'hotpotqa/reference/r1searcher_hotpotqa_qwen_500.jsonl.gz',
  'popqa/popqa_gold_500.json.gz',
  'popqa/popqa_all_selection.jsonl.gz',
  'popqa/popqa_activerag_top5.jsonl.gz',
  'popqa/popqa_metadata_sample.jsonl.gz',
  'popqa/longtail/popqa_longtail.jsonl.gz',
  'triviaqa/triviaqa_wikipedia_dev_selection.csv.gz',
  'triviaqa/triviaqa_wikipedia_dev_evidence.json.gz',
  'triviaqa/triviaqa_activerag_top5.jsonl.gz',
  'triviaqa/topics.dpr.trivia.test.txt.gz',
  'musique/musique_dev_200.jsonl.gz',
  'musique/musique_dev_qa.jsonl.gz',
  'retrievalqa/retrievalqa_gpt4.jsonl.gz',
];
