package io.jangteo.dataplatform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A real file whose writes, flushes and truncations fail on a test's demand. */
final class FailingChannel extends FileChannel {
    private final FileChannel file;
    private final Faults faults;

    /** The operations that fail from now on; a failing write writes all but the last byte. */
    static final class Faults {
        boolean write;
        boolean flush;
        boolean cut;
        boolean directory;

        void fail(boolean fails) throws IOException {
            if (fails) {
                throw new IOException("Input/output error");
            }
        }
    }

    FailingChannel(FileChannel file, Faults faults) {
        this.file = file;
        this.faults = faults;
    }

    @Override
    public int write(ByteBuffer bytes, long position) throws IOException {
        if (faults.write) {
            file.write(bytes.slice(bytes.position(), bytes.remaining() - 1), position);
        }
        faults.fail(faults.write);
        return file.write(bytes, position);
    }

    @Override
    public void force(boolean metaData) throws IOException {
        faults.fail(faults.flush);
        file.force(metaData);
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        faults.fail(faults.cut);
        file.truncate(size);
        return this;
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public int read(ByteBuffer bytes, long position) throws IOException {
        return file.read(bytes, position);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        file.close();
    }

    @Override
    public int read(ByteBuffer bytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long read(ByteBuffer[] buffers, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer bytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] buffers, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel position(long newPosition) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }
}
