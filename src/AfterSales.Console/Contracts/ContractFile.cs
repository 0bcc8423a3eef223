using AfterSales.Console.Customers;
using AfterSales.Console.Shell;

namespace AfterSales.Console.Contracts;

/// <summary>A service contract as its page shows it.</summary>
/// <param name="RenewedByName">Null: the branch's manager sees to the renewal.</param>
/// <param name="Terms">The running one last.</param>
/// <param name="ExpiryLetter">Null while no notice was made.</param>
public sealed record ContractFile(
    string Id, string Number, int Version, string State, DateOnly FromDay, DateOnly EndsOn, long PriceMinor, string Currency, string? RenewedByName,
    RecordBranch? Branch, RecordCustomer? Customer, IReadOnlyList<ContractTerm> Terms, ContractDetails Details, IReadOnlyList<PlannedInspection> PlannedInspections,
    ExpiryLetter? ExpiryLetter);

public sealed record ContractTerm(DateOnly From, DateOnly To, long PriceMinor);

public sealed record ContractDetails(
    string Parts, string Labour, string Travel, IReadOnlyList<ContractPromise> Promises, IReadOnlyList<InspectionItem> Inspections, IReadOnlyList<CoveredProduct> Products);

public sealed record ContractPromise(string Kind, int Amount, string Unit);

/// <param name="EveryMonths">Null: once only.</param>
public sealed record InspectionItem(
    string Code, string Name, int FirstAfterMonths, int? EveryMonths, string Channel, InspectionSeason? Season, IReadOnlyList<string> Checklist);

public sealed record InspectionSeason(int FromMonth, int ToMonth);

public sealed record CoveredProduct(string Id, string Model, string? Serial);

public sealed record PlannedInspection(string Code, DateOnly Day);

public sealed record ExpiryLetter(string Title);
