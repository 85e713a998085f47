namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>
/// What an authorizer hands on, by key: strings, numbers and booleans, no objects. The assembly's JSON context must know the type of
/// every value that is not a string.
/// </summary>
public class APIGatewayCustomAuthorizerContextOutput : Dictionary<string, object>;
