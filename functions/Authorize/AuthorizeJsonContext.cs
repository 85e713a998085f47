using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;

namespace AiProxy.Authorize;

/// <summary>Source-generated JSON for what API Gateway asks and is answered.</summary>
[JsonSerializable(typeof(APIGatewayCustomAuthorizerRequest))]
[JsonSerializable(typeof(APIGatewayCustomAuthorizerResponse))]
internal sealed partial class AuthorizeJsonContext : JsonSerializerContext;
