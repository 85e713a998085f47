using System.Text.Json;
using AiProxy.Aws.Clients.Runtime;
using Amazon.Runtime;

namespace Amazon.DynamoDBv2.Model;

/// <summary>The item that was asked for.</summary>
public class GetItemResponse : AmazonWebServiceResponse
{
    /// <summary>The item; null where there is none.</summary>
    public Dictionary<string, AttributeValue> Item { get; set; } = null!;

    internal static GetItemResponse Read(JsonElement json) => new() { Item = Items.Read(json.Member("Item"))! };
}
