namespace AfterSales.Console.Customers;

/// <summary>Whose record it is.</summary>
public sealed record RecordCustomer(string Id, string Name, IReadOnlyList<Phone> Phones);
