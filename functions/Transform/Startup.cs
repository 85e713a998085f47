using System.Diagnostics.CodeAnalysis;
using AiProxy.Contracts;
using AiProxy.Contracts.Composition;
using AiProxy.Storage.Payloads;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using Microsoft.Extensions.DependencyInjection;

[assembly: LambdaSerializer(typeof(SourceGeneratorLambdaJsonSerializer<ContractsJsonContext>))]
[assembly: LambdaGlobalProperties(GenerateMain = true, Runtime = "provided.al2023")]

namespace AiProxy.Transform;

/// <summary>What Transform is made of.</summary>
[LambdaStartup]
public sealed class Startup
{
    /// <summary>Registers the payload store that the environment names; a host in whose process the function runs replaces it by its own.</summary>
    [SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "The generated wrapper calls it on an instance.")]
    public void ConfigureServices(IServiceCollection services)
    {
        services.AddPayloadStore();
        FunctionServices.Apply(services);
    }
}
