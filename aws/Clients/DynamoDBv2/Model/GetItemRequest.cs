using System.Text.Json;
using AiProxy.Aws.Clients.Runtime;

namespace Amazon.DynamoDBv2.Model;

/// <summary>Which item to read.</summary>
public class GetItemRequest : AmazonDynamoDBRequest
{
    /// <summary>The table's name or ARN. Required.</summary>
    public string? TableName { get; set; }

    /// <summary>The item's key. Required.</summary>
    public Dictionary<string, AttributeValue>? Key { get; set; }

    /// <summary>Whether to read what was written last; false by default.</summary>
    public bool? ConsistentRead { get; set; }

    /// <summary>The attributes to read; null: all.</summary>
    public string? ProjectionExpression { get; set; }

    /// <summary>Names in the expression that stand for attributes.</summary>
    public Dictionary<string, string>? ExpressionAttributeNames { get; set; }

    internal void WriteTo(Utf8JsonWriter json)
    {
        json.WriteIfSet("TableName", TableName);
        Items.Write(json, "Key", Key);
        if (ConsistentRead is { } isConsistent)
            json.WriteBoolean(nameof(ConsistentRead), isConsistent);
        json.WriteIfSet("ProjectionExpression", ProjectionExpression);
        Items.Write(json, "ExpressionAttributeNames", ExpressionAttributeNames);
    }
}
