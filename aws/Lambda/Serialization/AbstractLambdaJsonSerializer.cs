using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.Serialization.SystemTextJson.Converters;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>
/// What the serializers share: buffering, errors as <see cref="JsonSerializerException"/>, and payloads on the console
/// when LAMBDA_NET_SERIALIZER_DEBUG is <c>true</c>.
/// </summary>
public abstract class AbstractLambdaJsonSerializer
{
    private const string DebugVariable = "LAMBDA_NET_SERIALIZER_DEBUG";

    private readonly bool _debug;

    /// <summary>Sets the writer up.</summary>
    /// <param name="jsonWriterCustomizer">
    /// Called with a copy of the options, as in the real package, since <see cref="JsonWriterOptions"/> is a struct: what it sets is lost.
    /// </param>
    protected AbstractLambdaJsonSerializer(Action<JsonWriterOptions>? jsonWriterCustomizer)
    {
        WriterOptions = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        jsonWriterCustomizer?.Invoke(WriterOptions);
        _debug = string.Equals(Environment.GetEnvironmentVariable(DebugVariable), "true", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>How results are written: not indented, only what JSON demands is escaped.</summary>
    protected JsonWriterOptions WriterOptions { get; }

    /// <summary>Writes a result.</summary>
    /// <exception cref="JsonSerializerException">The result could not be written.</exception>
    public void Serialize<T>(T response, Stream responseStream)
    {
        try
        {
            if (_debug && response is not null)
            {
                WriteAndShow(response, responseStream);
                return;
            }

            // Written at once: a stream that grows with each piece copies what it has over and over.
            using var json = new PooledBuffer();
            using (var writer = new Utf8JsonWriter(json, WriterOptions))
                InternalSerialize(writer, response);
            responseStream.Write(json.Written);
        }
        catch (Exception e)
        {
            throw new JsonSerializerException(
                $"Error converting the response object of type {typeof(T).FullName} from the Lambda function to JSON: {e.Message}", e);
        }
    }

    /// <summary>Reads an event.</summary>
    /// <exception cref="JsonSerializerException">The event is not the JSON that <typeparamref name="T"/> asks for.</exception>
    public T Deserialize<T>(Stream requestStream)
    {
        try
        {
            var utf8Json = ReadAll(requestStream);
            if (_debug)
                Console.WriteLine($"Lambda Deserialize {typeof(T).FullName}: {System.Text.Encoding.UTF8.GetString(utf8Json)}");
            return InternalDeserialize<T>(utf8Json);
        }
        catch (Exception e)
        {
            throw new JsonSerializerException(
                $"Error converting the Lambda event JSON payload to type {typeof(T).FullName}: {e.Message}", e);
        }
    }

    /// <summary>
    /// Names as declared, read without regard to case; nulls are not written; dates also as epoch seconds, bytes as Base64 or arrays.
    /// </summary>
    protected virtual JsonSerializerOptions CreateDefaultJsonSerializationOptions() => new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNameCaseInsensitive = true,
        PropertyNamingPolicy = new AwsNamingPolicy(),
        Converters = { new DateTimeConverter(), new MemoryStreamConverter(), new ByteArrayConverter() },
    };

    /// <summary>Writes a result.</summary>
    protected abstract void InternalSerialize<T>(Utf8JsonWriter writer, T response);

    /// <summary>Reads an event.</summary>
    protected abstract T InternalDeserialize<T>(byte[] utf8Json);

    /// <summary>For logging objects of types that are only known when it runs; null if the type is unknown here.</summary>
    internal virtual JsonTypeInfo? TypeInfoOf(Type type) => null;

    private static byte[] ReadAll(Stream stream)
    {
        if (stream is MemoryStream memory)
        {
            return memory.TryGetBuffer(out var buffer) && buffer is { Offset: 0, Array: { } whole } && buffer.Count == whole.Length
                ? whole
                : memory.ToArray();
        }

        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private void WriteAndShow<T>(T response, Stream responseStream)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
            InternalSerialize(writer, response);

        var json = buffer.ToArray();
        Console.WriteLine($"Lambda Serialize {response!.GetType().FullName}: {System.Text.Encoding.UTF8.GetString(json)}");
        responseStream.Write(json);
    }
}
