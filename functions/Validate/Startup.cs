using System.Diagnostics.CodeAnalysis;
using AiProxy.Contracts.Composition;
using AiProxy.Storage.Payloads;
using AiProxy.Storage.Routes;
using AiProxy.Validate;
using AiProxy.Validate.Configuration;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using Microsoft.Extensions.DependencyInjection;

[assembly: LambdaSerializer(typeof(SourceGeneratorLambdaJsonSerializer<ValidateJsonContext>))]
[assembly: LambdaGlobalProperties(GenerateMain = true, Runtime = "provided.al2023")]

namespace AiProxy.Validate;

/// <summary>What Validate is made of.</summary>
[LambdaStartup]
public sealed class Startup
{
    /// <summary>Registers the routes and the payload store that the environment names; a host in whose process the function runs replaces both.</summary>
    [SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "The generated wrapper calls it on an instance.")]
    public void ConfigureServices(IServiceCollection services)
    {
        services.AddRoutes();
        services.AddPayloadStore();
        services.AddSingleton(_ => Deployment.Describe(Environment.GetEnvironmentVariable));
        FunctionServices.Apply(services);
    }
}
