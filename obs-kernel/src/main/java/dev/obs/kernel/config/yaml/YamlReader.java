package dev.obs.kernel.config.yaml;

import dev.obs.api.ConfigurationException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// Reads the part of YAML 1.2 that a configuration needs: one document of mappings, lists and
/// scalars. Tags, anchors and aliases are refused, so that no file can run code or unfold into more
/// than it shows. Works on parser events without recursion, so that depth costs no stack.
///
/// Here and in the other classes of the start, `instanceof` is used in place of a `switch` over
/// patterns: the JDK generates a class for each such switch, which no AOT cache keeps.
public final class YamlReader {
  private static final int DEPTH = 64;
  private static final int NODES = 5_000;

  private final String file;
  private final List<DuplicateKey> duplicates = new ArrayList<>();
  private final Deque<Frame> open = new ArrayDeque<>();
  private final List<Node> documents = new ArrayList<>();
  private int nodes;

  private YamlReader(String file) {
    this.file = file;
  }

  /// A document that was read.
  ///
  /// @param duplicates the keys that are in their mapping already; the first one counts
  public record Document(Node.Mapping root, List<DuplicateKey> duplicates) {

    /// Whether the text sets nothing: a stream may hold no document (YAML 1.2.2, 9.2).
    public boolean isEmpty() {
      return root.entries().isEmpty();
    }
  }

  /// A key that is in its mapping already.
  public record DuplicateKey(String name, Place place, Place first) {}

  /// Reads a text.
  ///
  /// @param file the name of the file in places
  /// @throws ConfigurationException for the first error in the text's form
  public static Document read(String file, String text) {
    YamlReader reader = new YamlReader(file);
    return new Document(reader.root(text), List.copyOf(reader.duplicates));
  }

  private Node.Mapping root(String text) {
    refuseControlCharacters(text);
    LoadSettings settings = LoadSettings.builder().setLabel(file).build();
    Place last = new Place(file, 1, 1);
    try {
      ParserImpl events = new ParserImpl(settings, new StreamReader(settings, text));
      while (events.hasNext()) {
        Event event = events.next();
        last = place(event.getStartMark(), last);
        accept(event, last);
      }
    } catch (MarkedYamlEngineException invalid) {
      Place place = place(invalid.getProblemMark(), last);
      throw place.fatal(YamlErrors.explain(invalid, text, place));
    } catch (ConfigurationException ours) {
      throw ours;
    } catch (RuntimeException invalid) {
      // Whatever else the parser stumbles over is an error in the text as well.
      throw last.fatal("not valid YAML from here on");
    }
    if (documents.isEmpty()) {
      return new Node.Mapping(Map.of(), new Place(file, 1, 1));
    }
    if (documents.getFirst() instanceof Node.Mapping mapping) {
      return mapping;
    }
    throw documents
        .getFirst()
        .place()
        .fatal(
            "expected a mapping with the keys telemetry and health, found "
                + documents.getFirst().kind());
  }

  private void accept(Event event, Place place) {
    if (event instanceof NodeEvent node) {
      refuseReferences(node, place);
    }
    if (event instanceof ScalarEvent scalar) {
      close(new Node.Text(scalar.getValue(), scalar.isPlain(), place), place);
    } else if (event instanceof CollectionStartEvent start) {
      open(start, place);
    } else if (event instanceof CollectionEndEvent) {
      Frame frame = open.pop();
      close(frame.node(), frame.place);
    } else if (event instanceof DocumentStartEvent && !documents.isEmpty()) {
      throw place.fatal("a second document starts here; a configuration is one document");
    }
  }

  private void open(CollectionStartEvent start, Place place) {
    if (open.size() == DEPTH) {
      throw place.fatal("nested more than " + DEPTH + " levels deep");
    }
    Frame parent = open.peek();
    if (parent != null && parent.expectsKey()) {
      throw place.fatal("a key must be text");
    }
    open.push(new Frame(start.getEventId() == Event.ID.MappingStart, place));
  }

  private void close(Node node, Place place) {
    if (++nodes > NODES) {
      throw place.fatal("expected at most " + NODES + " values, got more");
    }
    Frame parent = open.peek();
    if (parent == null) {
      // An empty document between markers does not count.
      if (!node.isNothing()) {
        documents.add(node);
      }
    } else {
      parent.add(node, duplicates);
    }
  }

  private void refuseReferences(NodeEvent event, Place place) {
    if (event instanceof AliasEvent || event.getAnchor().isPresent()) {
      throw place.fatal("anchors and aliases (& and *) are not supported; write the value out");
    }
    Optional<String> tag =
        event instanceof ScalarEvent scalar
            ? scalar.getTag()
            : event instanceof CollectionStartEvent start ? start.getTag() : Optional.empty();
    if (tag.isPresent()) {
      throw place.fatal(
          "tags (!) are not supported; write the value without " + Echo.quote(tag.get()));
    }
  }

  private void refuseControlCharacters(String text) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      if (!StreamReader.isPrintable(codePoint) || codePoint == 0x7F) {
        throw new Place(file, line, column)
            .fatal(
                "the character "
                    + Echo.codePoint(codePoint)
                    + " is not allowed; is this a text file?");
      }
      i += Character.charCount(codePoint);
      if (codePoint == '\n') {
        line++;
        column = 1;
      } else {
        column++;
      }
    }
  }

  private Place place(Optional<Mark> mark, Place otherwise) {
    return mark.isPresent()
        ? new Place(file, mark.get().getLine() + 1, mark.get().getColumn() + 1)
        : otherwise;
  }

  /// A collection that has not ended yet.
  private static final class Frame {
    private final Place place;
    private final boolean mapping;
    private final List<Node> items = new ArrayList<>();
    private final Map<String, Node.Entry> entries = new LinkedHashMap<>();
    private Node.@Nullable Text key;

    Frame(boolean mapping, Place place) {
      this.mapping = mapping;
      this.place = place;
    }

    boolean expectsKey() {
      return mapping && key == null;
    }

    void add(Node node, List<DuplicateKey> duplicates) {
      if (!mapping) {
        items.add(node);
      } else if (key == null) {
        key = (Node.Text) node;
      } else {
        Node.Entry entry = new Node.Entry(key.place(), node);
        Node.Entry first = entries.putIfAbsent(key.text(), entry);
        if (first != null) {
          duplicates.add(new DuplicateKey(key.text(), key.place(), first.place()));
        }
        key = null;
      }
    }

    Node node() {
      return mapping ? new Node.Mapping(entries, place) : new Node.Sequence(items, place);
    }
  }
}
