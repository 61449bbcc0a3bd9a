package dev.trellis.artifact.s3;

import dev.trellis.artifact.ArtifactKeys;
import dev.trellis.artifact.ArtifactStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * {@link ArtifactStore} in a bucket of Amazon S3 or a compatible service. S3 writes objects
 * atomically. Transfers are verified in both directions: the service rejects an upload if its bytes
 * do not match the MD5 in the request, and a download throws an {@link IOException} at its end if
 * its bytes do not match the SHA-256 in the metadata of the object.
 */
public final class S3ArtifactStore implements ArtifactStore, AutoCloseable {
  private static final String SHA256 = "sha256";
  private static final int NOT_FOUND = 404;

  private final S3Client client;
  private final S3Settings settings;

  public S3ArtifactStore(S3Settings settings) {
    this.settings = settings;
    this.client = client(settings);
  }

  private static S3Client client(S3Settings settings) {
    // checksum extensions that only Amazon supports are disabled
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .forcePathStyle(settings.pathStyle());
    if (settings.endpoint() != null) {
      builder.endpointOverride(settings.endpoint());
    }
    if (settings.region() != null) {
      builder.region(Region.of(settings.region()));
    }
    if (settings.accessKey() != null && settings.secretKey() != null) {
      builder.credentialsProvider(
          StaticCredentialsProvider.create(
              AwsBasicCredentials.create(settings.accessKey(), settings.secretKey())));
    }
    return builder.build();
  }

  /**
   * Verifies that the bucket exists and is accessible.
   *
   * @throws IOException if the bucket does not exist or access is denied
   */
  public void verifyBucket() throws IOException {
    call("access", "bucket", () -> client.headBucket(request -> request.bucket(settings.bucket())));
  }

  @Override
  public void put(String key, Path file) throws IOException {
    Digests digests = Digests.of(file);
    call(
        "write",
        key,
        () ->
            client.putObject(
                request ->
                    request
                        .bucket(settings.bucket())
                        .key(objectKey(key))
                        .contentMD5(digests.md5())
                        .metadata(Map.of(SHA256, digests.sha256())),
                RequestBody.fromFile(file)));
    Files.delete(file);
  }

  @Override
  public InputStream open(String key) throws IOException {
    var object =
        call(
            "read",
            key,
            () ->
                client.getObject(request -> request.bucket(settings.bucket()).key(objectKey(key))));
    String sha256 = object.response().metadata().get(SHA256);
    return sha256 == null ? object : new CheckedStream(object, key, sha256);
  }

  @Override
  public boolean exists(String key) {
    try {
      call(
          "find",
          key,
          () ->
              client.headObject(request -> request.bucket(settings.bucket()).key(objectKey(key))));
      return true;
    } catch (NoSuchFileException noArtifact) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void delete(String key) throws IOException {
    deleteObject(objectKey(key));
  }

  private void deleteObject(String objectKey) throws IOException {
    call(
        "delete",
        objectKey,
        () -> client.deleteObject(request -> request.bucket(settings.bucket()).key(objectKey)));
  }

  @Override
  public void deleteAll(String prefix) throws IOException {
    String folder = settings.prefix() + ArtifactKeys.folder(prefix) + "/";
    var pages =
        client.listObjectsV2Paginator(request -> request.bucket(settings.bucket()).prefix(folder));
    var objectKeys =
        call("list", prefix, () -> pages.contents().stream().map(S3Object::key).toList());
    for (String objectKey : objectKeys) {
      deleteObject(objectKey);
    }
  }

  private String objectKey(String key) {
    return settings.prefix() + ArtifactKeys.requireValid(key);
  }

  private <T> T call(String operation, String key, Supplier<T> request) throws IOException {
    try {
      return request.get();
    } catch (S3Exception rejected) {
      if (rejected.statusCode() == NOT_FOUND) {
        throw new NoSuchFileException(key, null, "not found in " + settings);
      }
      throw failure(operation, key, rejected);
    } catch (SdkException failed) {
      throw failure(operation, key, failed);
    }
  }

  private IOException failure(String operation, String key, SdkException cause) {
    return new IOException(
        "Cannot %s %s in %s: %s".formatted(operation, key, settings, cause.getMessage()), cause);
  }

  @Override
  public void close() {
    client.close();
  }
}
