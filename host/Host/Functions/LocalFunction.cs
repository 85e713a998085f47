using System.Buffers;
using AiProxy.Jsonata.Values;
using Amazon.Lambda.Core;

namespace AiProxy.Host.Functions;

/// <summary>One function, called as Lambda calls it: JSON in, JSON out.</summary>
internal abstract class LocalFunction(string name)
{
    public string Name { get; } = name;

    /// <summary>Calls the function; whatever it throws propagates.</summary>
    public abstract Task<Value> InvokeAsync(Value payload, ILambdaContext context);
}

/// <inheritdoc/>
internal sealed class LocalFunction<TInput, TOutput>(string name, Func<TInput, ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer)
    : LocalFunction(name)
{
    public override async Task<Value> InvokeAsync(Value payload, ILambdaContext context)
    {
        var request = new ArrayBufferWriter<byte>(1024);
        payload.WriteTo(request);
        TInput input = serializer.Deserialize<TInput>(AsStream(request.WrittenMemory));
        TOutput output = await handler(input, context);
        using var response = new MemoryStream();
        serializer.Serialize(output, response);
        return Value.Parse(response.GetBuffer().AsSpan(0, (int)response.Length));
    }

    private static MemoryStream AsStream(ReadOnlyMemory<byte> bytes) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(bytes, out ArraySegment<byte> segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(bytes.ToArray(), writable: false);
}
