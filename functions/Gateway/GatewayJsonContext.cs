using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;

namespace AiProxy.Gateway;

/// <summary>Source-generated JSON for what API Gateway hands over; what the gateway answers is written to the response stream.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(APIGatewayProxyRequest))]
public sealed partial class GatewayJsonContext : JsonSerializerContext;
