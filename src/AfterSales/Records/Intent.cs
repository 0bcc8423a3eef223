using AfterSales.Access;

namespace AfterSales.Records;

/// <summary>What somebody wants of a record, on its way there.</summary>
/// <param name="Id">The client's request id: the same id with the same input gets the first answer, however often it arrives.</param>
/// <param name="DeviceTime">When the person did it, by the clock of the device, if it was recorded offline.</param>
/// <param name="Cause">The effect or reminder that led to it; null when the caller acts directly.</param>
/// <param name="ExpectedVersion">Only if the record stands at this version; null where it does not matter. For requests that take the place of all that was there.</param>
[GenerateSerializer, Immutable, Alias("Intent`1")]
public sealed record Intent<T>(
    [property: Id(0)] T Body,
    [property: Id(1)] Caller Caller,
    [property: Id(2)] string? Id = null,
    [property: Id(3)] DateTimeOffset? DeviceTime = null,
    [property: Id(4)] string? Cause = null,
    [property: Id(5)] int? ExpectedVersion = null);

/// <summary>What became of a request.</summary>
/// <param name="Key">The key of the record.</param>
/// <param name="Version">The record's version that the request led to; 0 when refused.</param>
[GenerateSerializer, Immutable, Alias("Answer")]
public sealed record Answer([property: Id(0)] string Key, [property: Id(1)] int Version, [property: Id(2)] Refusal? Refusal = null);
