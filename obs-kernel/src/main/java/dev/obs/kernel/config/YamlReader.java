package dev.obs.kernel.config;

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
/// Here and in the other classes of the start, `instanceof` stands where a `switch` over patterns
/// would: the JDK generates a class for each such switch, which no AOT cache keeps.
final class YamlReader {
  private static final int DEPTH = 64;
  private static final int NODES = 5_000;

  private final String file;
  private final Problems problems;
  private final Deque<Frame> open = new ArrayDeque<>();
  private final List<Node> documents = new ArrayList<>();
  private int nodes;

  /// @param file the name of the file in places
  /// @param problems takes duplicate keys; other errors end the reading
  YamlReader(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /// The mapping that is the document.
  ///
  /// @throws ConfigurationException for the first error in the text's form
  Node.Mapping read(String text) {
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
      throw fatal(place, YamlErrors.explain(invalid, text, place));
    } catch (ConfigurationException ours) {
      throw ours;
    } catch (RuntimeException invalid) {
      // Whatever else the parser stumbles over is an error in the text as well.
      throw fatal(last, "not valid YAML from here on");
    }
    if (documents.isEmpty()) {
      throw Problems.fatal(file, "is empty; remove it to run with the defaults");
    }
    if (documents.getFirst() instanceof Node.Mapping mapping) {
      return mapping;
    }
    throw fatal(
        documents.getFirst().place(),
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
      throw fatal(place, "a second document starts here; a configuration is one document");
    }
  }

  private void open(CollectionStartEvent start, Place place) {
    if (open.size() == DEPTH) {
      throw fatal(place, "nested more than " + DEPTH + " levels deep");
    }
    Frame parent = open.peek();
    if (parent != null && parent.expectsKey()) {
      throw fatal(place, "a key must be text");
    }
    open.push(new Frame(start.getEventId() == Event.ID.MappingStart, place));
  }

  private void close(Node node, Place place) {
    if (++nodes > NODES) {
      throw fatal(place, "more than " + NODES + " values; this is no configuration");
    }
    Frame parent = open.peek();
    if (parent == null) {
      // An empty document between markers is no document.
      if (!node.isNothing()) {
        documents.add(node);
      }
    } else {
      parent.add(node, problems);
    }
  }

  private void refuseReferences(NodeEvent event, Place place) {
    if (event instanceof AliasEvent || event.getAnchor().isPresent()) {
      throw fatal(place, "anchors and aliases (& and *) are not supported; write the value out");
    }
    Optional<String> tag =
        event instanceof ScalarEvent scalar
            ? scalar.getTag()
            : event instanceof CollectionStartEvent start ? start.getTag() : Optional.empty();
    if (tag.isPresent()) {
      throw fatal(
          place, "tags (!) are not supported; write the value without " + Echo.quote(tag.get()));
    }
  }

  private void refuseControlCharacters(String text) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      if (!StreamReader.isPrintable(codePoint) || codePoint == 0x7F) {
        throw fatal(
            new Place(file, line, column),
            "the character " + Echo.codePoint(codePoint) + " is not allowed; is this a text file?");
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

  private static ConfigurationException fatal(Place place, String message) {
    return Problems.fatal(place.toString(), message);
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

    void add(Node node, Problems problems) {
      if (!mapping) {
        items.add(node);
      } else if (key == null) {
        key = (Node.Text) node;
      } else {
        Node.Entry entry = new Node.Entry(key.place(), node);
        Node.Entry first = entries.putIfAbsent(key.text(), entry);
        if (first != null) {
          problems.add(
              key.place(),
              "duplicate key "
                  + Echo.quote(key.text())
                  + "; it stands in line "
                  + first.place().line()
                  + " already");
        }
        key = null;
      }
    }

    Node node() {
      return mapping ? new Node.Mapping(entries, place) : new Node.Sequence(items, place);
    }
  }
}
