import java.io.BufferedReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.MMapDirectory;

/**
 * What Lucene itself does with a corpus and queries, a text a line: its tokens, and its top 10 with scores.
 * Arguments: folder with passages.txt and queries.txt; tokens.txt and results.txt are written into it.
 */
public final class LuceneTruth {
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    Analyzer analyzer = new EnglishAnalyzer();
    BM25Similarity similarity = new BM25Similarity(0.9f, 0.4f);
    try (MMapDirectory directory = new MMapDirectory(folder.resolve("lucene"))) {
      index(folder, directory, analyzer, similarity);
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        IndexSearcher searcher = new IndexSearcher(reader);
        searcher.setSimilarity(similarity);
        BooleanQuery.setMaxClauseCount(10_000);
        search(folder, searcher, analyzer);
      }
    }
  }

  private static void index(Path folder, MMapDirectory directory, Analyzer analyzer, BM25Similarity similarity)
      throws Exception {
    IndexWriterConfig config = new IndexWriterConfig(analyzer);
    config.setSimilarity(similarity);
    config.setOpenMode(IndexWriterConfig.OpenMode.CREATE);
    try (IndexWriter writer = new IndexWriter(directory, config);
        BufferedReader lines = Files.newBufferedReader(folder.resolve("passages.txt"), StandardCharsets.UTF_8);
        PrintWriter tokens = writerTo(folder.resolve("tokens.txt"))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Document document = new Document();
        document.add(new TextField("contents", line, Field.Store.NO));
        writer.addDocument(document);
        tokens.println(tokensOf(analyzer, line, "\t"));
      }
      writer.forceMerge(1);
    }
  }

  private static void search(Path folder, IndexSearcher searcher, Analyzer analyzer) throws Exception {
    try (BufferedReader lines = Files.newBufferedReader(folder.resolve("queries.txt"), StandardCharsets.UTF_8);
        PrintWriter results = writerTo(folder.resolve("results.txt"))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        String tokens = tokensOf(analyzer, line, "\t");
        if (!tokens.isEmpty()) {
          for (String token : tokens.split("\t")) {
            query.add(new TermQuery(new Term("contents", token)), BooleanClause.Occur.SHOULD);
          }
        }
        StringBuilder found = new StringBuilder();
        for (ScoreDoc hit : searcher.search(query.build(), 10).scoreDocs) {
          found.append(found.length() == 0 ? "" : " ").append(hit.doc).append(':').append(hit.score);
        }
        results.println(found);
      }
    }
  }

  private static String tokensOf(Analyzer analyzer, String text, String separator) throws Exception {
    StringBuilder joined = new StringBuilder();
    try (TokenStream stream = analyzer.tokenStream("contents", text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) joined.append(joined.length() == 0 ? "" : separator).append(term);
      stream.end();
    }
    return joined.toString();
  }

  private static PrintWriter writerTo(Path file) throws Exception {
    return new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8));
  }
}
