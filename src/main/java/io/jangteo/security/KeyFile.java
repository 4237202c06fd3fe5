package io.jangteo.security;

import io.jangteo.database.IoReason;
import io.jangteo.database.OwnerOnly;
import io.jangteo.database.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a secret in a file that only its owner may read. */
public final class KeyFile {
    private static final Logger LOGGER = LoggerFactory.getLogger(KeyFile.class);

    /** 256 bits, like the signature of a token. */
    private static final int KEY_BYTES = 32;

    /** A key that a person wrote into the file must be too long to guess. */
    private static final int KEY_MIN_LENGTH = 16;

    private static final int KEY_MAX_BYTES = 1_024;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private KeyFile() {}

    /**
     * Returns the key in the file; creates the file with a random key if it is absent.
     *
     * @throws UnusableKey if the file holds no key of 16 characters or more, or cannot be read, written or closed to
     *     others
     */
    public static String readOrCreate(Path file) {
        return readOrCreate(file, "");
    }

    /** Does the same as {@link #readOrCreate(Path)}; a new key starts with the prefix. */
    public static String readOrCreate(Path file, String prefix) {
        try {
            OwnerOnly.requireNoLink(file);
            if (!Files.exists(file)) {
                create(file, prefix + random());
            }
            if (!Files.isRegularFile(file)) {
                throw new UnusableKey("The key file " + file + " is not a file");
            }
            closeToOthers(file);
            return read(file);
        } catch (IOException thrown) {
            throw new UnusableKey("The key file " + file + " cannot be used: " + IoReason.of(thrown));
        }
    }

    /**
     * Returns the key in the file, if there is one.
     *
     * @throws UnusableKey for the reasons of {@link #readOrCreate(Path)}
     */
    public static Optional<String> find(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? Optional.of(readOrCreate(file)) : Optional.empty();
    }

    /**
     * Creates the file with this key, unless it holds it already.
     *
     * @throws UnusableKey if it holds another key, or cannot be used
     */
    public static void put(Path file, String key) {
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                create(file, key);
            }
        } catch (IOException thrown) {
            throw new UnusableKey("The key file " + file + " cannot be made: " + IoReason.of(thrown));
        }
        if (!readOrCreate(file).equals(key)) {
            throw new UnusableKey("The key file " + file + " holds another key than the shop's: move it away");
        }
    }

    /** Returns a new random key, as hexadecimal digits. */
    public static String random() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return HexFormat.of().formatHex(key);
    }

    /** Creates the file, unless another process does so at the same time: then that key is used. */
    private static void create(Path file, String key) throws IOException {
        Path draft = WholeFile.draft(file);
        try {
            Files.writeString(draft, key + "\n", StandardCharsets.US_ASCII);
            WholeFile.create(draft, file);
        } catch (FileAlreadyExistsException thrown) {
            LOGGER.debug("{} was made by another process", file);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Revokes other users' access and logs a warning: a copied or unpacked key file is easily left open to others. */
    private static void closeToOthers(Path file) throws IOException {
        if (!OwnerOnly.isOpenToOthers(file)) {
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        Files.setPosixFilePermissions(file, OWNER_ONLY);
        LOGGER.warn(
                "{} was open to other users of this machine (mode {}); it is closed now. If one of them may have"
                        + " read it, delete it: the next start makes a new key.",
                file,
                PosixFilePermissions.toString(permissions));
    }

    private static String read(Path file) throws IOException {
        if (Files.size(file) > KEY_MAX_BYTES) {
            throw new UnusableKey("The key file " + file + " is too large to be a key");
        }
        String key = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        if (key.length() < KEY_MIN_LENGTH || !key.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new UnusableKey("The key file " + file + " holds no key of " + KEY_MIN_LENGTH
                    + " or more visible ASCII characters; without the file, the next start makes a new one");
        }
        return key;
    }
}
