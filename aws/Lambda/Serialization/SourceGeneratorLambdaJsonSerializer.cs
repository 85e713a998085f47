using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>
/// The serializer for trimmed and Native AOT functions: no reflection over the types that travel.
/// The context is made again with the options of <see cref="AbstractLambdaJsonSerializer.CreateDefaultJsonSerializationOptions"/>,
/// so what <see cref="JsonSourceGenerationOptionsAttribute"/> on it says does not apply here; <see cref="JsonPropertyNameAttribute"/> does.
/// </summary>
/// <typeparam name="TSGContext">The source-generated context.</typeparam>
public class SourceGeneratorLambdaJsonSerializer<
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSGContext>
    : AbstractLambdaJsonSerializer, ILambdaSerializer
    where TSGContext : JsonSerializerContext
{
    // The wrapper and the runtime client have a serializer each. Of contracts worked out twice one would be wasted, in a start's most costly part.
    private static TSGContext? _plain;

    private readonly TSGContext _context;

    /// <summary>With the default options.</summary>
    public SourceGeneratorLambdaJsonSerializer()
        : this(null, null)
    {
    }

    /// <summary>With options changed.</summary>
    public SourceGeneratorLambdaJsonSerializer(Action<JsonSerializerOptions>? customizer)
        : this(customizer, null)
    {
    }

    /// <summary>With a writer customizer, see the base class.</summary>
    public SourceGeneratorLambdaJsonSerializer(Action<JsonWriterOptions>? jsonWriterCustomizer)
        : this(null, jsonWriterCustomizer)
    {
    }

    /// <summary>With options changed and a writer customizer.</summary>
    /// <exception cref="InvalidOperationException">The context has no constructor that takes options.</exception>
    [SuppressMessage("Usage", "CA2214:Do not call overridable methods in constructors", Justification = "The package's own contract.")]
    public SourceGeneratorLambdaJsonSerializer(Action<JsonSerializerOptions>? customizer, Action<JsonWriterOptions>? jsonWriterCustomizer)
        : base(jsonWriterCustomizer)
    {
        var isPlain = customizer is null && GetType() == typeof(SourceGeneratorLambdaJsonSerializer<TSGContext>);
        if (isPlain && _plain is { } plain)
        {
            _context = plain;
            SerializerOptions = plain.Options;
            return;
        }

        SerializerOptions = CreateDefaultJsonSerializationOptions();
        customizer?.Invoke(SerializerOptions);

        var constructor = typeof(TSGContext).GetConstructor([typeof(JsonSerializerOptions)])
            ?? throw new InvalidOperationException(
                $"The serializer {typeof(TSGContext).FullName} is missing a constructor that takes in JsonSerializerOptions object");
        _context = (TSGContext)constructor.Invoke([SerializerOptions]);
        if (isPlain)
            _plain = _context;
    }

    /// <summary>The options in use.</summary>
    protected JsonSerializerOptions SerializerOptions { get; }

    /// <inheritdoc/>
    protected override void InternalSerialize<T>(Utf8JsonWriter writer, T response) =>
        JsonSerializer.Serialize(writer, response, TypeInfo<T>());

    /// <inheritdoc/>
    protected override T InternalDeserialize<T>(byte[] utf8Json) =>
        JsonSerializer.Deserialize(utf8Json, TypeInfo<T>())!;

    internal override JsonTypeInfo? TypeInfoOf(Type type) => _context.GetTypeInfo(type);

    private JsonTypeInfo<T> TypeInfo<T>() =>
        _context.GetTypeInfo(typeof(T)) as JsonTypeInfo<T>
        ?? throw new JsonSerializerException($"No JsonTypeInfo registered in {_context.GetType().FullName} for type {typeof(T).FullName}.");
}
