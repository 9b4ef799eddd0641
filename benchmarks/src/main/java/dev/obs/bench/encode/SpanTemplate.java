package dev.obs.bench.encode;

import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/// A floor for spans in OTLP: five numbers of a record are copied into a template of the call site.
public final class SpanTemplate implements Encoder {
  /// Bytes of one span.
  public static final int LENGTH;

  private static final int FIELDS = 5;
  private static final byte[] TEMPLATE;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int TRACE_ID = 5;
  private static final int SPAN_ID = 23;
  private static final int START = 32;
  private static final int END = 41;

  static {
    byte[] tail = tail();
    int body = 18 + 10 + 9 + 9 + tail.length;
    LENGTH = body + 3;
    TEMPLATE = new byte[LENGTH];
    TEMPLATE[0] = 0x12;
    TEMPLATE[1] = (byte) ((body & 127) | 128);
    TEMPLATE[2] = (byte) (body >>> 7);
    TEMPLATE[3] = 0x0a;
    TEMPLATE[4] = 16;
    TEMPLATE[21] = 0x12;
    TEMPLATE[22] = 8;
    TEMPLATE[31] = 0x39;
    TEMPLATE[40] = 0x41;
    System.arraycopy(tail, 0, TEMPLATE, 49, tail.length);
  }

  private final long[] records;
  private final byte[] out = new byte[Records.BATCH * LENGTH];

  SpanTemplate() {
    records = new SplittableRandom(1).longs(Records.BATCH * FIELDS).toArray();
  }

  @Override
  public int encode() {
    int at = 0;
    for (int record = 0; record < Records.BATCH; record++) {
      at = write(records, record * FIELDS, out, at);
    }
    return at;
  }

  /// Writes one span.
  ///
  /// @param record both halves of the trace id, the span id, start and end
  /// @return the position behind it
  public static int write(long[] record, int from, byte[] out, int at) {
    System.arraycopy(TEMPLATE, 0, out, at, LENGTH);
    LONGS.set(out, at + TRACE_ID, record[from]);
    LONGS.set(out, at + TRACE_ID + Long.BYTES, record[from + 1]);
    LONGS.set(out, at + SPAN_ID, record[from + 2]);
    LONGS.set(out, at + START, record[from + 3]);
    LONGS.set(out, at + END, record[from + 4]);
    return at + LENGTH;
  }

  /// Name, kind and three attributes.
  private static byte[] tail() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    text(0x2a, "GET /orders/{id}", out);
    out.write(0x30);
    out.write(2);
    attribute("http.request.method", value("GET"), out);
    attribute("http.route", value("/orders/{id}"), out);
    attribute("http.response.status_code", new byte[] {0x18, (byte) ((200 & 127) | 128), 1}, out);
    return out.toByteArray();
  }

  private static void attribute(String key, byte[] value, ByteArrayOutputStream out) {
    ByteArrayOutputStream pair = new ByteArrayOutputStream();
    text(0x0a, key, pair);
    pair.write(0x12);
    pair.write(value.length);
    pair.writeBytes(value);
    out.write(0x4a);
    out.write(pair.size());
    out.writeBytes(pair.toByteArray());
  }

  private static byte[] value(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    text(0x0a, text, out);
    return out.toByteArray();
  }

  private static void text(int tag, String text, ByteArrayOutputStream out) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.write(tag);
    out.write(bytes.length);
    out.writeBytes(bytes);
  }
}
