using System.Text.Json.Serialization;

namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>The IAM policy that an authorizer answers with.</summary>
public class APIGatewayCustomAuthorizerPolicy
{
    /// <summary>The policy language's version.</summary>
    [JsonPropertyName("Version")]
    public string Version { get; set; } = "2012-10-17";

    /// <summary>The statements; API Gateway denies what none of them allows.</summary>
    [JsonPropertyName("Statement")]
    public List<IAMPolicyStatement> Statement { get; set; } = [];

    /// <summary>One statement of a policy.</summary>
    public class IAMPolicyStatement
    {
        /// <summary>Allow or Deny; Allow by default.</summary>
        [JsonPropertyName("Effect")]
        public string Effect { get; set; } = "Allow";

        /// <summary>The actions, <c>execute-api:Invoke</c>.</summary>
        [JsonPropertyName("Action")]
        public HashSet<string>? Action { get; set; }

        /// <summary>The ARNs of methods this is about; with a cached answer, of every method it will be asked for.</summary>
        [JsonPropertyName("Resource")]
        public HashSet<string>? Resource { get; set; }

        /// <summary>The ARNs this is not about.</summary>
        [JsonPropertyName("NotResource")]
        public HashSet<string>? NotResource { get; set; }

        /// <summary>The conditions, by operator and key.</summary>
        [JsonPropertyName("Condition")]
        public IDictionary<string, IDictionary<string, object>>? Condition { get; set; }
    }
}
