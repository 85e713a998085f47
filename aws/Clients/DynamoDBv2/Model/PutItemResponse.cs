using Amazon.Runtime;

namespace Amazon.DynamoDBv2.Model;

/// <summary>The item is written.</summary>
public class PutItemResponse : AmazonWebServiceResponse;
