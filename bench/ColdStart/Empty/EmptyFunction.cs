using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using AiProxy.Empty;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using AWS.Lambda.Powertools.Logging;
using Microsoft.Extensions.DependencyInjection;

[assembly: LambdaSerializer(typeof(SourceGeneratorLambdaJsonSerializer<EmptyJsonContext>))]
[assembly: LambdaGlobalProperties(GenerateMain = true, Runtime = "provided.al2023")]

namespace AiProxy.Empty;

/// <summary>What an echo travels in.</summary>
public sealed record Echo
{
    /// <summary>Correlates log lines.</summary>
    [JsonPropertyName("requestId")]
    public string? RequestId { get; init; }
}

[JsonSerializable(typeof(Echo))]
internal sealed partial class EmptyJsonContext : JsonSerializerContext;

/// <summary>As the functions' own, and nothing in it.</summary>
[LambdaStartup]
public sealed class Startup
{
    /// <summary>Registers nothing.</summary>
    [SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "The generated wrapper calls it on an instance.")]
    public void ConfigureServices(IServiceCollection services) => services.AddSingleton(TimeProvider.System);
}

/// <summary>The least that a function here can be: the runtime client, the serializer, the container and one log line.</summary>
public sealed class EmptyFunction
{
    /// <summary>Answers what it was asked.</summary>
    [LambdaFunction]
    [Logging(CorrelationIdPath = "/requestId")]
    [SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "The generated wrapper calls it on an instance.")]
    public Task<Echo> Empty(Echo echo, ILambdaContext context)
    {
        Logger.LogInformation("{event}: {request}", "echoed", echo.RequestId);
        return Task.FromResult(echo);
    }
}
